// SPDX-License-Identifier: Apache-2.0
// The drawn part of a row: bars, milestones with their names where there is room, today's line; and the months above.
(function () {
  "use strict";
  var G = window.Guatu, chart = G.chart;

  G.scale = function (first, last, width) {
    var factor = (width - 20) / (last + 1 - first);  // room for a milestone on the first and the last day
    return { first: first, last: last, width: width, x: function (day) { return Math.round(((day - first) * factor + 8) * 10) / 10; } };
  };
  G.months = function (scale) {
    var list = [], at = G.date(scale.first), year = at.year, month = at.month;
    while (G.dayOf(year, month, 1) <= scale.last) {
      var next = month === 12 ? G.dayOf(year + 1, 1, 1) : G.dayOf(year, month + 1, 1);
      list.push({ year: year, month: month, x: scale.x(Math.max(scale.first, G.dayOf(year, month, 1))), end: scale.x(Math.min(scale.last + 1, next)) });
      if (++month === 13) { month = 1; ++year; }
    }
    return list;
  };
  G.grid = function (scale, height) {  // the same behind every row
    scale.grids = scale.grids || {};
    return scale.grids[height] || (scale.grids[height] = gridHtml(scale, height));
  };
  function gridHtml(scale, height) {
    var now = G.date(chart.today);
    return G.months(scale).map(function (m) {
      var band = m.year === now.year && m.month === now.month ? '<rect x="' + m.x + '" y="0" width="' + (m.end - m.x) + '" height="' + height + '" fill="#fdf6e6"/>' : "";
      return band + '<path d="M' + m.x + " 0V" + height + '" stroke="' + (m.month === 1 ? "#aab6c3" : m.month % 3 === 1 ? "#dde3ea" : "#f0f3f6") + '"/>';
    }).join("");
  }
  G.todayLine = function (scale, height) {
    if (chart.today < scale.first || chart.today > scale.last) return "";
    var x = scale.x(chart.today + .5);
    return '<path d="M' + x + " 0V" + height + '" stroke="#b3261e" stroke-width="1.4"/>';
  };
  G.monthHead = function (scale) {
    var years = {}, html = "", now = G.date(chart.today), list = G.months(scale);
    list.forEach(function (m) {
      var current = m.year === now.year && m.month === now.month;
      if (current) html += '<rect x="' + m.x + '" y="22" width="' + (m.end - m.x) + '" height="24" fill="#fdf6e6"/>';
      if (m.month === 1) html += '<path d="M' + m.x + ' 0V46" stroke="#aab6c3"/>';
      var wide = m.end - m.x;
      if (wide > 15) html += '<text x="' + (m.x + m.end) / 2 + '" y="38" text-anchor="middle" font-size="12" fill="' + (current ? "#17222e" : "#52606f") + '"' + (current ? ' font-weight="700"' : "") + ">" + m.month + (wide > 34 ? "月" : "") + "</text>";
      years[m.year] = years[m.year] || { x: m.x, end: m.end };
      years[m.year].end = m.end;
    });
    Object.keys(years).forEach(function (year) {
      if (years[year].end - years[year].x > 60) html += '<text x="' + (years[year].x + 8) + '" y="16" font-size="13" font-weight="600" fill="#17222e">' + year + "年</text>";
    });
    if (chart.today >= scale.first && chart.today <= scale.last) {
      var x = scale.x(chart.today + .5), label = "今日 " + G.monthDay(chart.today), half = 46, middle = Math.max(half, Math.min(scale.width - half, x));
      html += '<path d="M' + x + ' 20V46" stroke="#b3261e" stroke-width="1.4"/><rect x="' + (middle - half) + '" y="2" width="' + 2 * half + '" height="18" rx="2" fill="#b3261e"/><text x="' + middle + '" y="15" text-anchor="middle" font-size="12" fill="#fff">' + label + "</text>";
    }
    return '<svg width="' + scale.width + '" height="46" role="img" aria-label="月份">' + html + "</svg>";
  };

  function bar(scale, span, y, height, style) {
    if (!span) return "";
    var x = Math.max(-4, scale.x(span[0])), end = Math.min(scale.width + 4, scale.x(span[1] + 1));
    return end <= x ? "" : '<rect x="' + x + '" y="' + y + '" width="' + (end - x) + '" height="' + height + '" ' + style + "/>";
  }
  function when(milestone) {
    var day = milestone.state === "done" ? milestone.actual : milestone.entered;
    return day === null || day === undefined ? milestone.baseline : day;
  }
  // Names are set where they fit: late ones first, then the next one due, then from left to right.
  function names(marks, scale, y) {
    var next = marks.findIndex(function (m) { return m.state === "open"; }), taken = [], html = "";
    marks.map(function (m, i) { return { mark: m, rank: m.state === "late" ? 0 : i === next ? 1 : 2, order: i }; })
      .sort(function (a, b) { return a.rank - b.rank || a.order - b.order; })
      .forEach(function (entry) {
        var m = entry.mark, half = G.textWidth(m.name, 11) / 2, x = Math.max(half + 2, Math.min(scale.width - half - 2, m.x));
        if (m.x < 0 || m.x > scale.width || taken.some(function (t) { return x - half < t[1] + 6 && x + half > t[0] - 6; })) return;
        taken.push([x - half, x + half]);
        html += '<text x="' + x + '" y="' + y + '" text-anchor="middle" font-size="11" fill="' + (m.state === "late" ? "#b3261e" : m.state === "done" ? "#6b7885" : "#17222e") + '">' + G.escape(m.name) + "</text>";
      });
    return html;
  }
  // Baseline thin on top, the date now entered as a frame, what is done as the filled bar inside it.
  G.timeline = function (row, scale, height, named) {
    var light = G.lights[row.light], colour = light ? light.colour : "#8b96a3", mid = named ? 18 : Math.round(height / 2) + 1, html = "";
    html += bar(scale, row.baseline, mid - 11, 3, 'fill="#9fadbc"');
    html += bar(scale, row.entered, mid - 5, 10, 'fill="#eef2f7" stroke="#b4c1cf" stroke-width="1"');
    if (row.baseline && row.entered && row.entered[1] > row.baseline[1])
      html += bar(scale, [row.baseline[1] + 1, row.entered[1]], mid - 5, 10, 'fill="url(#slip)"');
    html += bar(scale, row.actual, mid - 5, 10, 'fill="' + colour + '"');
    html += G.todayLine(scale, height);
    var marks = [], slips = "", diamonds = "";
    row.milestones.forEach(function (m, index) {
      var day = when(m);
      if (day === null || day === undefined) return;
      if (day < scale.first || day > scale.last) return;
      var x = scale.x(day + .5);
      if (m.baseline !== null && day > m.baseline + 6) slips += '<path d="M' + scale.x(m.baseline + .5) + " " + (mid - 13) + "v7m0-3.5H" + x + '" stroke="#b3261e" stroke-width="1.3" fill="none"/>';
      diamonds += '<g data-m="' + index + '">' + G.diamond(x, mid, 6, m.state) + "</g>";
      marks.push({ x: x, name: m.name, state: m.state });
    });
    html += slips + diamonds;
    if (named) html += names(marks, scale, height - 5);
    return html;
  };
  G.milestoneText = function (m) {
    var word = { done: "已完成", open: "未到期", late: "逾期未完成" }[m.state], lines = [m.name + "　" + word];
    if (m.baseline !== null) lines.push("基线　" + G.iso(m.baseline));
    if (m.entered !== null && m.entered !== m.baseline) lines.push("现计划　" + G.iso(m.entered));
    if (m.actual !== null) lines.push("实际　" + G.iso(m.actual));
    if (m.note) lines.push(m.note);
    return lines.join("\n");
  };

  // The year's money: planned share dashed, done share solid, both cumulative.
  G.sCurve = function (row, width) {
    var curve = row.curve, height = Math.round(Math.min(190, width * .45)), left = 36, right = 14, top = 14, bottom = 24, count = curve.p.length;
    var most = Math.max.apply(null, [10000].concat(curve.p, curve.a).map(function (v) { return v === null ? 0 : v; }));
    var x = function (i) { return Math.round((left + (width - left - right) * (count < 2 ? 0 : i / (count - 1))) * 10) / 10; };
    var y = function (v) { return Math.round((height - bottom - (height - top - bottom) * v / most) * 10) / 10; };
    var path = function (values) {
      var d = "", pen = false;
      values.forEach(function (v, i) { if (v === null) { pen = false; return; } d += (pen ? "L" : "M") + x(i) + " " + y(v); pen = true; });
      return d;
    };
    var html = "", now = G.date(chart.today), nowAt = now.year * 12 + now.month - 1 - curve.f;
    for (var share = 0; share <= most; share += 2500) html += '<path d="M' + left + " " + y(share) + "H" + (width - right) + '" stroke="#e6ebf1"/><text x="' + (left - 6) + '" y="' + (y(share) + 4) + '" font-size="11" fill="#6b7885" text-anchor="end">' + share / 100 + "%</text>";
    curve.p.forEach(function (v, i) { html += '<text x="' + x(i) + '" y="' + (height - 7) + '" font-size="11" fill="#6b7885" text-anchor="middle">' + ((curve.f + i) % 12 + 1) + "月</text>"; });
    if (nowAt >= 0 && nowAt < count) html += '<path d="M' + x(nowAt) + " " + top + "V" + (height - bottom) + '" stroke="#b3261e" stroke-dasharray="3 3"/>';
    html += '<path d="' + path(curve.p) + '" fill="none" stroke="#7b8896" stroke-width="1.8" stroke-dasharray="5 4"/><path d="' + path(curve.a) + '" fill="none" stroke="#1f5a9e" stroke-width="2.4"/>';
    var last = -1;
    curve.a.forEach(function (v, i) { if (v !== null) { last = i; html += '<circle cx="' + x(i) + '" cy="' + y(v) + '" r="2.6" fill="#fff" stroke="#1f5a9e" stroke-width="1.6"/>'; } });
    if (last >= 0) {
      html += '<circle cx="' + x(last) + '" cy="' + y(curve.a[last]) + '" r="4" fill="#1f5a9e"/><text x="' + (x(last) + 8) + '" y="' + (y(curve.a[last]) + (curve.p[last] > curve.a[last] ? 15 : -7)) + '" font-size="12" font-weight="600" fill="#1f5a9e">' + G.percent(curve.a[last]) + "</text>";
      if (curve.p[last] !== null && Math.abs(curve.p[last] - curve.a[last]) > most / 30)
        html += '<text x="' + (x(last) - 8) + '" y="' + (y(curve.p[last]) + (curve.p[last] > curve.a[last] ? -7 : 15)) + '" font-size="12" text-anchor="end" fill="#52606f">' + G.percent(curve.p[last]) + "</text>";
    }
    return '<svg class="scurve" viewBox="0 0 ' + width + " " + height + '" role="img" aria-label="投资曲线：虚线为计划累计，实线为实际累计">' + html + "</svg>";
  };
})();
