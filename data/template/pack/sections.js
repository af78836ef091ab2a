// SPDX-License-Identifier: Apache-2.0
// Agenda, lists and tables. Long tables grow while one scrolls; printing shows all of them.
(function () {
  "use strict";
  var G = window.Guatu, step = 150;
  G.tables = [];

  function itemsHtml(block) {
    var html = (block.title ? "<h2>" + G.escape(block.title) + "</h2>" : "") + (block.note ? '<p class="note">' + G.escape(block.note) + "</p>" : "");
    if (!block.items.length) return html + '<p class="note">' + G.escape(block.empty || "无") + "</p>";
    return html + '<ol class="items">' + block.items.map(function (item) {
      var text = "<b>" + G.escape(item.n) + "</b>" + (item.o ? "<p>" + G.escape(item.o) + "</p>" : "");
      return "<li><div>" + (item.r ? '<button type="button" class="open" data-row="' + G.escape(item.r) + '">' + text + "</button>" : text) + '</div><span class="who">' + G.escape(item.u) + '</span><span class="due">' + G.escape(item.d) + "</span><span>" +
        (item.s ? '<i class="state tone-' + item.t + '" style="font-style:normal">' + G.escape(item.s) + "</i>" : "") + "</span></li>";
    }).join("") + "</ol>";
  }
  function unpack(cell, column) { return typeof cell === "string" ? [cell, "", column[1]] : cell; }
  function plain(cell) { return typeof cell === "string" ? cell : typeof cell[0] === "number" ? String(1000 + cell[0]) : cell[0]; }
  function cellHtml(cell) {
    var text = G.escape(cell[0]), more = cell[1] ? "<small>" + G.escape(cell[1]) + "</small>" : "";
    switch (cell[2]) {
      case "light": return G.lamp(cell[0]) + more;
      case "change": return G.lamp(cell[0]) + '<span class="arrow">→</span>' + G.lamp(cell[1]);
      case "progress": return text + more + (cell.length > 3 ? G.meter(cell[3], cell[4], -1) : "");
      case "rise": return text ? '<span class="up">▲ ' + text + "</span>" + more : "";
      case "fall": return text ? '<span class="down">▼ ' + text + "</span>" + more : "";
      case "state": return text ? '<i class="state" style="font-style:normal">' + text + "</i>" + more : "";
      default: return "<span>" + text + "</span>" + more;
    }
  }
  function classOf(table, kind, index) {
    var numeric = kind === "number" || kind === "progress" || kind === "rise" || kind === "fall";
    return (index === table.lead ? "lead " : "") + (numeric ? "num " : kind === "text" ? (table.wide[index] ? "wide " : "") : "keep ") + (table.block.cols[index][0] === "序号" ? "serial" : "");
  }
  function rowsHtml(table, from, to) {
    var block = table.block, html = "";
    table.rows.slice(from, to).forEach(function (row, offset) {
      var group = block.group >= 0 ? plain(row[block.group + 1]) : null, before = from + offset > 0 && group !== null ? plain(table.rows[from + offset - 1][block.group + 1]) : null;
      if (group !== null && group !== before) {
        var count = table.rows.filter(function (r) { return plain(r[block.group + 1]) === group; }).length;
        html += '<tr class="cluster"><td colspan="' + (block.cols.length - 1) + '">' + G.escape(group) + "<span>" + count + " 项</span></td></tr>";
      }
      html += "<tr" + (row[0] ? ' class="go" data-row="' + G.escape(row[0]) + '" tabindex="0"' : "") + ">" + block.cols.map(function (column, i) {
        if (i === block.group) return "";
        var cell = unpack(row[i + 1], column);
        return '<td class="' + classOf(table, cell[2], i) + '" data-label="' + G.escape(column[0]) + '">' + cellHtml(cell) + "</td>";
      }).join("") + "</tr>";
    });
    return html;
  }
  function tableHtml(block) {
    var html = (block.title ? "<h2>" + G.escape(block.title) + "</h2>" : "") + (block.note ? '<p class="note">' + G.escape(block.note) + "</p>" : "");
    if (!block.rows.length) return html + '<p class="note">' + G.escape(block.empty || "无") + "</p>";
    var table = { block: block, rows: block.rows.slice(), shown: 0, sorted: -1, down: false, lead: -1, wide: [] };
    block.cols.forEach(function (c, i) {
      if (table.lead < 0 && c[1] === "text" && i !== block.group) table.lead = i;
      table.wide[i] = c[1] === "text" && block.rows.slice(0, 50).some(function (r) { return plain(r[i + 1]).length > 10; });
    });
    var shares = block.cols.reduce(function (sum, c, i) { return i === block.group ? sum : sum + c[2]; }, 0);
    G.tables.push(table);
    return html + '<div class="tablewrap"><table class="data" data-table="' + (G.tables.length - 1) + '"><thead><tr>' + block.cols.map(function (c, i) {
      return i === block.group ? "" : '<th scope="col" class="' + classOf(table, c[1], i) + '"' + (c[2] ? ' style="width:' + Math.round(c[2] * 1000 / shares) / 10 + '%"' : "") + '><button type="button" data-sort="' + i + '">' + G.escape(c[0]) + "</button></th>";
    }).join("") + "</tr></thead><tbody></tbody></table></div>";
  }
  function grow(element, limit) {
    var table = G.tables[Number(element.dataset.table)], to = Math.min(table.rows.length, limit);
    if (to <= table.shown) return;
    element.tBodies[0].insertAdjacentHTML("beforeend", rowsHtml(table, table.shown, to));
    table.shown = to;
  }
  function sort(element, index) {
    var table = G.tables[Number(element.dataset.table)];
    table.down = table.sorted === index ? !table.down : false;
    table.sorted = index;
    var number = function (text) { return /^[−-]?[\d,]+(\.\d+)?%?$/.test(text) ? parseFloat(text.replace(/[,%]/g, "").replace("−", "-")) : NaN; };
    var group = table.block.group, groups = [];
    if (group >= 0) table.block.rows.forEach(function (r) { if (groups.indexOf(plain(r[group + 1])) < 0) groups.push(plain(r[group + 1])); });
    table.rows = table.block.rows.slice().sort(function (a, b) {
      var apart = group < 0 ? 0 : groups.indexOf(plain(a[group + 1])) - groups.indexOf(plain(b[group + 1]));
      if (apart) return apart;
      var x = plain(a[index + 1]), y = plain(b[index + 1]), n = number(x), m = number(y);
      var order = !isNaN(n) && !isNaN(m) ? n - m : !isNaN(n) ? -1 : !isNaN(m) ? 1 : x.localeCompare(y, "zh");
      return table.down ? -order : order;
    });
    table.shown = 0;
    element.tBodies[0].innerHTML = "";
    grow(element, step);
    element.querySelectorAll("th").forEach(function (th) { if (Number(th.firstChild.dataset.sort) === index) th.setAttribute("aria-sort", table.down ? "descending" : "ascending"); else th.removeAttribute("aria-sort"); });
  }
  function blockHtml(block) {
    if (block.k === "prose") return block.p.map(function (p) { return '<p class="prose">' + G.escape(p) + "</p>"; }).join("");
    if (block.k === "figures") return '<div class="figures">' + G.figuresHtml(block.f) + "</div>";
    return block.k === "items" ? itemsHtml(block) : tableHtml(block);
  }
  G.growAll = function () { document.querySelectorAll("#stage .data").forEach(function (t) { grow(t, Infinity); }); };
  G.showSection = function (target, section) {
    G.tables = [];
    target.innerHTML = '<div class="pane" tabindex="0" aria-label="' + G.escape(section.title) + '"><div class="sheet">' + section.blocks.map(function (b) { return '<section class="block">' + blockHtml(b) + "</section>"; }).join("") + "</div></div>";
    var pane = target.firstChild, all = pane.querySelectorAll(".data");
    all.forEach(function (t) { grow(t, step); });
    pane.addEventListener("scroll", function () {
      if (pane.scrollTop + pane.clientHeight > pane.scrollHeight - 900) all.forEach(function (t) { grow(t, G.tables[Number(t.dataset.table)].shown + step); });
    }, { passive: true });
    var open = function (event) {
      var head = event.target.closest("[data-sort]"), link = event.target.closest("[data-row]");
      if (head && event.type === "click") sort(head.closest("table"), Number(head.dataset.sort));
      else if (link && (event.type === "click" || event.key === "Enter") && window.getSelection().toString() === "") G.openRow(G.rowOf[link.dataset.row]);
    };
    pane.addEventListener("click", open);
    pane.addEventListener("keydown", function (event) { if (event.target.matches && event.target.matches("tr")) open(event); });
  };
})();
