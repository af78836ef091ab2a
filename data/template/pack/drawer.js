// SPDX-License-Identifier: Apache-2.0
// The drawer: why a row has its light, in the order in which a leader asks; then money, milestones, facts, matters.
(function () {
  "use strict";
  var G = window.Guatu, drawer = document.getElementById("drawer"), shade = document.getElementById("shade"), opener = null;

  function whyHtml(row) {
    var light = G.lights[row.light], before = G.lights[row.before];
    var change = before && row.before !== row.light ? "上期 " + G.lamp(row.before, 13) : "与上期相同";
    var html = '<div class="why" style="border-left-color:' + light.colour + '"><p class="verdict">' + G.mark(row.light, 20) + G.escape(light.word) + "<small>" + (before ? change : "") + "</small></p>";
    if (row.progress !== undefined && row.expected !== undefined)
      html += '<div class="compare"><div><span>已完成</span>' + G.meter(row.progress, null, row.light) + "<b>" + G.percent(row.progress) + '</b></div><div><span>序时应达</span><span class="meter"><i style="width:' + Math.max(0, Math.min(100, row.expected / 100)) + '%;background:#7b8896"></i></span><b>' + G.percent(row.expected) + "</b></div></div>";
    if (row.why.length) html += "<ul>" + row.why.map(function (w) { return "<li>" + G.escape(w) + "</li>"; }).join("") + "</ul>";
    if (row.remedy) html += '<p class="remedy"><b>怎样转绿</b>' + G.escape(row.remedy) + "</p>";
    if (row.rule) html += '<p class="rule">依据：' + G.escape(row.rule) + "</p>";
    return html + "</div>";
  }
  function curveHtml(row) {
    var c = row.curve;
    if (!c) return "";
    var months = c.p.map(function (_, i) { return "<th>" + ((c.f + i) % 12 + 1) + "月</th>"; }).join("");
    var line = function (name, texts, shares) { return "<tr><td>" + name + "</td>" + c.p.map(function (_, i) { return "<td>" + G.escape(texts ? texts[i] || "" : shares[i] === null || shares[i] === undefined ? "" : G.percent(shares[i])) + "</td>"; }).join("") + "</tr>"; };
    return "<h3>投资曲线<small>虚线为计划累计，实线为实际累计</small></h3>" + G.sCurve(row, Math.min(532, window.innerWidth - 32)) + '<div class="months"><table class="mini"><tr><th>' + G.escape(c.u || "") + "</th>" + months + "</tr>" + line("计划", c.pt, c.p) + line("实际", c.at, c.a) + "</table></div>";
  }
  function slip(m) {
    var day = m.actual !== null ? m.actual : m.entered;
    if (m.baseline === null || day === null || day === m.baseline) return "";
    return (day > m.baseline ? "晚 " : "早 ") + Math.abs(day - m.baseline) + " 天";
  }
  function milestonesHtml(row) {
    if (!row.milestones.length) return "";
    return '<h3>节点<small>基线不改，现计划另列</small></h3><table class="mini"><tr><th>节点</th><th>基线</th><th>现计划</th><th>实际</th><th class="num">偏差</th></tr>' + row.milestones.map(function (m) {
      return '<tr><td><svg width="14" height="14">' + G.diamond(7, 7, 6, m.state) + "</svg>" + G.escape(m.name) + (m.note ? "<small>" + G.escape(m.note) + "</small>" : "") + "</td><td>" + G.iso(m.baseline) + "</td><td>" + G.iso(m.entered) + "</td><td>" + G.iso(m.actual) + '</td><td class="num">' + slip(m) + "</td></tr>";
    }).join("") + "</table>";
  }
  function linksHtml(row) {
    if (!row.links.length) return "";
    return "<h3>相关事项与函件</h3>" + row.links.map(function (l) {
      return '<div class="matter"><b>' + G.escape(l[1]) + "</b><p>" + G.escape([l[0], l[3], l[4] ? "期限 " + l[4] : "", l[2]].filter(Boolean).join("　")) + "</p></div>";
    }).join("");
  }
  function fieldsHtml(row) {
    var fields = row.fields.map(function (f) { return "<dt>" + G.escape(f[0]) + "</dt><dd>" + G.escape(f[1]) + "</dd>"; }).join("");
    return (row.note ? "<h3>形象进度</h3><p>" + G.escape(row.note) + "</p>" : "") + (fields ? '<h3>项目情况</h3><dl class="dl">' + fields + "</dl>" : "");
  }
  G.openRow = function (row) {
    if (!row) return;
    if (drawer.hidden) opener = document.activeElement;
    G.current = row;
    var light = G.lights[row.light];
    drawer.innerHTML = '<div class="dhead" style="border-top-color:' + light.colour + '"><h2>' + G.escape(row.name) + "</h2><p>" + G.escape([row.id, row.unit, row.sector, row.cluster, row.level, row.stage].filter(Boolean).join(" · ")) + '</p></div><div class="dnav"><button type="button" data-step="-1" aria-label="上一个项目" title="上一个（←）">‹</button><button type="button" data-step="1" aria-label="下一个项目" title="下一个（→）">›</button><button type="button" data-step="0" aria-label="关闭" title="关闭（Esc）">×</button></div>' +
      '<div class="dbody"><h3>为什么是这个灯</h3>' + whyHtml(row) + curveHtml(row) + milestonesHtml(row) + linksHtml(row) + fieldsHtml(row) + "</div>";
    drawer.hidden = shade.hidden = false;
    drawer.focus();
    G.setHash();
    G.select(row);
  };
  G.closeRow = function () {
    if (drawer.hidden) return;
    drawer.hidden = shade.hidden = true;
    G.current = null;
    G.setHash();
    if (opener && opener.isConnected && opener.focus) opener.focus();
  };
  function step(by) { var next = G.neighbour(G.current, by); if (next) G.openRow(next); }
  drawer.addEventListener("click", function (event) {
    var button = event.target.closest("[data-step]");
    if (!button) return;
    if (button.dataset.step === "0") G.closeRow(); else step(Number(button.dataset.step));
  });
  drawer.addEventListener("keydown", function (event) {
    if (event.key === "ArrowLeft") step(-1);
    else if (event.key === "ArrowRight") step(1);
    else if (event.key === "Tab") {  // keeps the focus inside while it is open
      var stops = drawer.querySelectorAll("button"), first = stops[0], last = stops[stops.length - 1];
      if (event.shiftKey && (document.activeElement === first || document.activeElement === drawer)) { last.focus(); event.preventDefault(); }
      else if (!event.shiftKey && document.activeElement === last) { first.focus(); event.preventDefault(); }
    } else return;
    event.stopPropagation();
  });
  shade.addEventListener("click", G.closeRow);
})();
