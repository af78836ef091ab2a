// SPDX-License-Identifier: Apache-2.0
// The wall chart: filters, groups, and only those rows in the page that can be seen. Phones get cards.
(function () {
  "use strict";
  var G = window.Guatu, chart = G.chart;
  var state = { light: -1, sector: "", cluster: "", unit: "", search: "", group: "sector", range: "all", at: -1 };
  var layout = [], total = 0, pane, canvas, heads, scale, drawn, pending = false;
  var labels = { sector: "行业", cluster: "片区", unit: "单位" };
  G.chartState = state;

  function options(key) {
    var seen = Object.create(null), list = [];
    G.rows.forEach(function (row) { if (row[key] && !seen[row[key]]) { seen[row[key]] = true; list.push(row[key]); } });
    return list;
  }
  function matches(row) {
    return (state.light < 0 || row.light === state.light) && (!state.sector || row.sector === state.sector) && (!state.cluster || row.cluster === state.cluster) &&
      (!state.unit || row.unit === state.unit) && (!state.search || row.words.indexOf(state.search) >= 0);
  }
  function arrange() {
    var rows = G.rows.filter(matches), phone = G.isPhone(), rowHeight = phone ? 146 : window.innerWidth >= 1700 ? 48 : 46, groups = [], byName = Object.create(null);
    G.shown = rows;
    if (state.group === "none") groups = [{ name: "", rows: rows }];
    else rows.forEach(function (row) {
      var name = state.group === "light" ? G.lights[row.light].word : row[state.group] || "未分组";
      if (!byName[name]) groups.push(byName[name] = { name: name, rows: [] });
      byName[name].rows.push(row);
    });
    if (state.group === "light") groups.sort(function (a, b) { return a.rows[0].light - b.rows[0].light; });
    layout = []; total = 0;
    var number = 0;
    groups.forEach(function (group) {
      if (group.name) { layout.push({ top: total, height: 30, group: group }); total += 30; }
      group.rows.forEach(function (row) { layout.push({ top: total, height: rowHeight, row: row, group: group, number: ++number }); total += rowHeight; });
    });
    G.order = layout.filter(function (l) { return l.row; }).map(function (l) { return l.row; });
    canvas.style.height = total + "px";
  }
  function span() {
    var now = G.date(chart.today);
    if (state.range === "year") return [G.dayOf(now.year, 1, 1), G.dayOf(now.year, 12, 31)];
    if (state.range === "near") return [G.dayOf(now.year, now.month - 3, 1), G.dayOf(now.year, now.month + 4, 1) - 1];
    return [chart.first, chart.last];
  }
  function groupHtml(group) {
    var counts = G.lights.map(function () { return 0; });
    group.rows.forEach(function (row) { ++counts[row.light]; });
    return "<b>" + G.escape(group.name) + "</b><span>" + group.rows.length + " 个</span>" + counts.map(function (n, i) { return n ? "<span>" + G.mark(i, 12) + G.escape(G.lights[i].word) + " " + n + "</span>" : ""; }).join("");
  }
  G.leftHtml = function (row, number) {
    var gap = row.progress !== undefined && row.expected !== undefined ? row.progress - row.expected : null;
    var gapText = gap === null || row.progress >= 10000 ? "" : "<em>" + (gap < 0 ? "欠 " : gap > 0 ? "超 " : "平 ") + (gap === 0 ? "" : G.points(gap)) + "</em>";
    return '<div class="left"><span>' + number + '</span><span class="nm"><b>' + G.escape(row.name) + "</b><small>" + G.escape([row.cluster, row.stage].filter(Boolean).join(" · ")) + '</small></span><span class="un">' + G.escape(row.unit) +
      '</span><span class="pg">' + G.escape(row.progressText) + gapText + G.meter(row.progress, row.expected, row.light) + '</span><span class="lt">' + G.lamp(row.light) + "</span></div>";
  };
  G.rowHtml = function (row, number, drawn, height) {
    return G.leftHtml(row, number) + '<svg class="time" width="' + drawn.width + '" height="' + height + '" role="img" aria-label="' + G.escape(row.name) + '时间轴">' + G.grid(drawn, height) + G.timeline(row, drawn, height, true) + "</svg>";
  };
  function cardHtml(row) {
    var next = row.milestones.filter(function (m) { return m.state !== "done"; })[0];
    var line = !next ? row.note : next.state === "late" ? "逾期节点：" + next.name + "，原定 " + G.iso(next.baseline) : "下一节点：" + next.name + "，" + G.iso(next.entered === null ? next.baseline : next.entered);
    return '<div class="line"><b>' + G.escape(row.name) + '</b><span class="lt">' + G.lamp(row.light) + "</span></div><p>" + G.escape([row.unit, row.cluster].filter(Boolean).join(" · ")) + '</p><div class="gauge"><strong>' + G.escape(row.progressText) + "</strong>" +
      G.meter(row.progress, row.expected, row.light) + "<em>" + (row.expected === undefined ? "" : "序时 " + G.percent(row.expected)) + "</em></div>" +
      '<svg class="time" height="24" width="' + scale.width + '">' + G.timeline(row, scale, 24, false) + "</svg><p>" + G.escape(line) + "</p>";
  }
  function itemHtml(item, phone) {
    if (!item.row) return '<div class="group" style="top:' + item.top + 'px">' + groupHtml(item.group) + "</div>";
    var at = item.row.at, on = at === state.at ? " on" : "";
    return '<div class="' + (phone ? "card" : "row") + on + '" role="option" id="row-' + at + '" data-at="' + at + '" style="top:' + item.top + 'px">' +
      (phone ? cardHtml(item.row) : G.rowHtml(item.row, item.number, scale, item.height)) + "</div>";
  }
  // Only what enters or leaves the window is touched: scrolling one row costs one row.
  function paint() {
    pending = false;
    var phone = G.isPhone(), offset = canvas.offsetTop + canvas.offsetParent.offsetTop, top = pane.scrollTop - offset;
    var first = search(top - 400), last = search(top + pane.clientHeight + 400), html = "", fresh = [], i;
    for (i = drawn.first; i <= drawn.last; ++i)
      if ((i < first || i > last) && drawn.nodes[i]) { canvas.removeChild(drawn.nodes[i]); delete drawn.nodes[i]; }
    for (i = first; i <= last && i < layout.length; ++i)
      if (!drawn.nodes[i]) { html += itemHtml(layout[i], phone); fresh.push(i); }
    if (fresh.length) {
      var before = canvas.childNodes.length;
      canvas.insertAdjacentHTML("beforeend", html);
      fresh.forEach(function (index, order) { drawn.nodes[index] = canvas.childNodes[before + order]; });
    }
    drawn.first = first; drawn.last = last;
    pin(top + (phone ? 0 : heads.offsetHeight + 48), top < 0);
  }
  // The item at a height, by halves.
  function search(height) {
    var low = 0, high = layout.length - 1;
    while (low < high) { var mid = (low + high + 1) >> 1; if (layout[mid].top <= height) low = mid; else high = mid - 1; }
    return low;
  }
  function pin(seen, above) {
    var bar = heads.querySelector(".pinned"), group = layout.length && !above ? layout[search(seen)].group : null;
    bar.hidden = !group || !group.name;
    if (!bar.hidden && drawn.pinned !== group) bar.innerHTML = groupHtml(group);
    drawn.pinned = group;
  }
  function repaint() {
    drawn = { nodes: {}, first: 0, last: -1, pinned: null };
    canvas.innerHTML = layout.length ? "" : '<p class="none">没有符合条件的项目。<br>请放宽筛选，或清除搜索词。</p>';
    if (layout.length) paint(); else { canvas.style.height = "180px"; pin(0, true); }
  }
  G.paint = paint;
  function later() { if (!pending && layout.length) { pending = true; requestAnimationFrame(paint); } }

  function rescale() {
    var phone = G.isPhone(), left = parseInt(getComputedStyle(document.documentElement).getPropertyValue("--left"), 10);
    var days = span(), width = phone ? pane.clientWidth - 54 : pane.clientWidth - left;
    scale = G.scale(days[0], days[1], Math.max(200, width));
    heads.querySelector(".months-head").innerHTML = G.monthHead(scale);
  }
  G.headHtml = '<div class="left"><span>序号</span><span>项目</span><span>责任单位</span><span>年度进度</span><span>灯</span></div>';
  G.redraw = function () {
    if (!pane || !pane.isConnected) return;
    arrange(); rescale(); repaint();
    var filtered = G.shown.length !== G.rows.length;
    pane.querySelector(".shown").innerHTML = (filtered ? "显示 " + G.shown.length + "／" : "共 ") + G.rows.length + " 个项目" + (filtered ? '<button type="button" data-clear>清除筛选</button>' : "");
    pane.querySelectorAll(".lamp").forEach(function (lamp) { lamp.setAttribute("aria-pressed", String(Number(lamp.dataset.light) === state.light)); });
    pane.querySelectorAll("select").forEach(function (box) { box.value = state[box.name]; box.classList.toggle("on", box.name !== "group" && !!state[box.name]); });
    pane.querySelectorAll(".range button").forEach(function (b) { b.setAttribute("aria-pressed", String(b.dataset.range === state.range)); });
  };
  G.figuresHtml = function (figures) {
    return figures.map(function (f) { return '<div class="figure tone-' + f[4] + '"><span>' + G.escape(f[0]) + "</span><b>" + G.escape(f[1]) + "<i>" + G.escape(f[2]) + "</i></b><small>" + G.escape(f[3]) + "</small></div>"; }).join("");
  };
  G.summaryHtml = function () {
    var lamps = chart.counts.map(function (c) {
      return '<button type="button" class="lamp" data-light="' + c[0] + '" aria-pressed="false"><span>' + G.lamp(c[0], 14) + "</span><b>" + c[1] + "</b><small>" + (G.rows.length ? Math.round(c[1] * 1000 / G.rows.length) / 10 + "%" : "") + "</small></button>";
    }).join("");
    return '<div class="summary"><div class="lamps" role="group" aria-label="按灯筛选">' + lamps + '</div><div class="figures">' + G.figuresHtml(G.pack.figures) + "</div></div>";
  };
  G.legendHtml = function () {
    var small = function (inside, width) { return '<svg width="' + (width || 22) + '" height="14">' + inside + "</svg>"; };
    return '<div class="legend" aria-label="图例"><span>' + small('<rect y="5" width="22" height="3" fill="#9fadbc"/>') + "基线</span><span>" + small('<rect x=".5" y="2.5" width="21" height="9" fill="#eef2f7" stroke="#b4c1cf"/>') + "现计划</span><span>" +
      small('<rect y="2" width="22" height="10" fill="#52606f"/>') + "实际</span><span>" + small('<rect y="2" width="22" height="10" fill="url(#slip)"/>') + "推迟</span><span>" + small(G.diamond(7, 7, 6, "done"), 14) + "已完成</span><span>" + small(G.diamond(7, 7, 6, "open"), 14) + "未到期</span><span>" + small(G.diamond(7, 7, 6, "late"), 14) + "逾期节点</span></div>";
  };
  function selectHtml(key) {
    return '<select name="' + key + '" aria-label="' + labels[key] + '"><option value="">全部' + labels[key] + "</option>" + options(key).map(function (o) { return '<option value="' + G.escape(o) + '">' + G.escape(o) + "</option>"; }).join("") + "</select>";
  }
  G.showChart = function (target) {
    target.innerHTML = '<div class="pane" id="chart-pane">' + G.summaryHtml() + '<div class="tools"><input type="search" placeholder="搜索项目、单位（/）" aria-label="搜索"><button type="button" class="more" aria-expanded="false">筛选</button>' + selectHtml("sector") + selectHtml("cluster") + selectHtml("unit") +
      '<select name="group" aria-label="分组"><option value="sector">按行业分组</option><option value="cluster">按片区分组</option><option value="unit">按单位分组</option><option value="light">按灯分组</option><option value="none">不分组</option></select>' +
      '<div class="range" role="group" aria-label="时间范围"><button type="button" data-range="all">全部</button><button type="button" data-range="year">本年</button><button type="button" data-range="near">近月</button></div><span class="shown" aria-live="polite"></span>' + G.legendHtml() + "</div>" +
      '<div class="board"><div class="heads"><div class="cols">' + G.headHtml + '<div class="months-head"></div></div><div class="pinned" hidden></div></div><div class="canvas" role="listbox" tabindex="0" aria-label="项目列表，上下键选择，回车打开说明"></div></div><p class="foot">' + G.escape(chart.footnote) + "</p></div>";
    pane = target.firstChild; canvas = pane.querySelector(".canvas"); heads = pane.querySelector(".heads");
    pane.querySelector("input").value = state.search;
    pane.addEventListener("scroll", later, { passive: true });
    pane.querySelector("input").addEventListener("input", function (e) { state.search = e.target.value.trim().toLowerCase(); G.redraw(); });
    pane.addEventListener("change", function (e) { if (e.target.name) { state[e.target.name] = e.target.value; G.redraw(); } });
    pane.addEventListener("click", clicked);
    canvas.addEventListener("mousemove", hover);
    canvas.addEventListener("mouseleave", function () { document.getElementById("tip").hidden = true; });
    canvas.addEventListener("keydown", keyed);
    G.redraw();
  };
  function clicked(event) {
    var lamp = event.target.closest(".lamp"), range = event.target.closest("[data-range]"), row = event.target.closest("[data-at]"), more = event.target.closest(".more");
    if (lamp) { state.light = state.light === Number(lamp.dataset.light) ? -1 : Number(lamp.dataset.light); G.redraw(); }
    else if (range) { state.range = range.dataset.range; G.redraw(); }
    else if (event.target.closest("[data-clear]")) { state.light = -1; state.sector = state.cluster = state.unit = state.search = ""; pane.querySelector("input").value = ""; G.redraw(); }
    else if (more) more.setAttribute("aria-expanded", String(pane.querySelector(".tools").classList.toggle("wide")));
    else if (row) G.openRow(G.rows[Number(row.dataset.at)]);
  }
  function hover(event) {
    var tip = document.getElementById("tip"), mark = event.target.closest && event.target.closest("[data-m]"), row = event.target.closest && event.target.closest("[data-at]");
    tip.hidden = !mark || !row;
    if (tip.hidden) return;
    tip.textContent = G.milestoneText(G.rows[Number(row.dataset.at)].milestones[Number(mark.dataset.m)]);
    tip.style.left = Math.min(window.innerWidth - tip.offsetWidth - 8, event.clientX + 14) + "px";
    tip.style.top = Math.min(window.innerHeight - tip.offsetHeight - 8, event.clientY + 16) + "px";
  }
  G.select = function (row) {
    var old = document.getElementById("row-" + state.at);
    if (old) old.classList.remove("on");
    state.at = row.at;
    var item = layout.filter(function (l) { return l.row === row; })[0];
    if (!item || !canvas.isConnected) return;
    var offset = canvas.offsetTop + canvas.offsetParent.offsetTop, cover = G.isPhone() ? 60 : heads.offsetHeight + 80;
    if (item.top + offset < pane.scrollTop + cover) pane.scrollTop = item.top + offset - cover;
    else if (item.top + item.height + offset > pane.scrollTop + pane.clientHeight) pane.scrollTop = item.top + item.height + offset - pane.clientHeight + 8;
    canvas.setAttribute("aria-activedescendant", "row-" + row.at);
    paint();
    old = document.getElementById("row-" + row.at);
    if (old) old.classList.add("on");
  };
  G.neighbour = function (row, step) {
    var list = G.order || G.rows, at = list.indexOf(row);
    return at < 0 ? null : list[at + step] || null;
  };
  function keyed(event) {
    var current = G.rows[state.at], step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step) {
      var at = G.order.indexOf(current), to = Math.max(0, Math.min(G.order.length - 1, at < 0 ? 0 : at + step));
      if (G.order[to]) G.select(G.order[to]);
      event.preventDefault();
    } else if (event.key === "Enter" && current) { G.openRow(current); event.preventDefault(); }
  }
})();
