// SPDX-License-Identifier: Apache-2.0
// Tabs, address, keys and printing.
(function () {
  "use strict";
  var G = window.Guatu, pack = G.pack, stage = document.getElementById("stage"), tabs = document.getElementById("tabs"), active = "";
  var sections = [{ id: "chart", title: "挂图", badge: "" }].concat(pack.sections);
  var byId = function (id) { return document.getElementById(id); };

  document.body.insertAdjacentHTML("afterbegin", '<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs><pattern id="slip" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/><rect width="1.6" height="5" fill="#a9523f"/></pattern></defs></svg>');
  byId("banner").textContent = pack.banner;
  byId("title").textContent = pack.title;
  byId("cycle").textContent = pack.cycle;
  byId("checkpoint").textContent = pack.checkpoint || "";
  byId("checkpoint").hidden = !pack.checkpoint;
  byId("origin").innerHTML = [["编制", pack.issuer], ["数据截至", pack.asOf], ["快照", pack.digest.slice(0, 12)]].filter(function (o) { return o[1]; })
    .map(function (o) { return "<div" + (o[0] === "快照" ? ' title="' + G.escape(pack.digest + "　程序 " + pack.version) + '"' : "") + "><dt>" + o[0] + "</dt><dd>" + G.escape(o[1]) + "</dd></div>"; }).join("");
  tabs.innerHTML = sections.map(function (s) {
    return '<button type="button" role="tab" id="tab-' + s.id + '" data-tab="' + s.id + '" aria-controls="stage">' + G.escape(s.title) + (s.badge ? "<i>" + G.escape(s.badge) + "</i>" : "") + "</button>";
  }).join("");

  G.setHash = function () {
    var hash = "#" + active + (G.current ? "/" + encodeURIComponent(G.current.id) : "");
    if (location.hash !== hash) { try { history.replaceState(null, "", hash); } catch (e) { location.hash = hash; } }
  };
  function show(id) {
    var section = sections.filter(function (s) { return s.id === id; })[0] || sections[0];
    if (section.id === active) return;
    active = section.id;
    stage.className = active === "chart" ? "charting" : "";
    tabs.querySelectorAll("button").forEach(function (tab) {
      var on = tab.dataset.tab === active;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      if (on && tab.scrollIntoView) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
    stage.setAttribute("role", "tabpanel");
    stage.setAttribute("aria-labelledby", "tab-" + active);
    if (active === "chart") G.showChart(stage); else G.showSection(stage, section);
    G.setHash();
  }
  function fromHash() {
    var parts = location.hash.slice(1).split("/"), row = parts[1] ? G.rowOf[decodeURIComponent(parts[1])] : null;
    show(parts[0]);
    if (row) G.openRow(row);
  }
  tabs.addEventListener("click", function (event) { var tab = event.target.closest("[data-tab]"); if (tab) show(tab.dataset.tab); });
  tabs.addEventListener("keydown", function (event) {
    var step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    var at = sections.findIndex(function (s) { return s.id === active; }), next = sections[(at + step + sections.length) % sections.length];
    show(next.id);
    byId("tab-" + next.id).focus();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { G.closeRow(); return; }
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "/" && active === "chart") { stage.querySelector("input").focus(); event.preventDefault(); }
    else if (event.key >= "1" && event.key <= "9" && sections[event.key - 1]) show(sections[event.key - 1].id);
  });
  var timer = 0;
  window.addEventListener("resize", function () { clearTimeout(timer); timer = setTimeout(G.redraw, 80); });
  window.addEventListener("hashchange", fromHash);

  // Paper gets every row that the filter leaves, with the months repeated on each sheet.
  window.addEventListener("beforeprint", function () {
    if (active !== "chart") { G.growAll(); return; }
    var days = [G.chart.first, G.chart.last], scale = G.scale(days[0], days[1], 960), last = null, html = "";
    (G.order || G.rows).forEach(function (row, at) {
      var name = { none: "", light: G.lights[row.light].word }[G.chartState.group];
      if (name === undefined) name = row[G.chartState.group] || "未分组";
      if (name && name !== last) html += '<tr><td><div class="group">' + G.escape(name) + "</div></td></tr>";
      last = name;
      html += '<tr><td><div class="row">' + G.rowHtml(row, at + 1, scale, 46) + "</div></td></tr>";
    });
    byId("paper").innerHTML = '<table class="papertable"><thead><tr><th>' + '<div class="cols">' + G.headHtml + G.monthHead(scale) + "</div></th></tr></thead><tbody><tr><td>" + G.summaryHtml() + G.legendHtml() + "</td></tr>" + html + '</tbody></table><p class="foot">' + G.escape(G.chart.footnote) + "</p>";
  });
  window.addEventListener("afterprint", function () { byId("paper").innerHTML = ""; });
  byId("print").addEventListener("click", function () { window.print(); });
  fromHash();
})();
