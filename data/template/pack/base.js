// SPDX-License-Identifier: Apache-2.0
// What the page knows: the pack's values under full names, dates, shapes, and text made safe for HTML.
(function () {
  "use strict";
  var pack = JSON.parse(document.getElementById("pack-data").textContent);
  var G = window.Guatu = { pack: pack, chart: pack.chart };

  G.escape = function (text) {
    return String(text === undefined || text === null ? "" : text).replace(/[&<>"']/g, function (c) { return "&#" + c.charCodeAt(0) + ";"; });
  };
  G.lights = pack.chart.lights.map(function (l) { return { code: l[0], word: l[1], shape: l[2], colour: l[3] }; });
  G.rowOf = Object.create(null);
  G.rows = pack.chart.rows.map(function (r, at) {
    var row = {
      at: at, id: r.i, name: r.n, unit: r.u || "", sector: r.s || "", cluster: r.c || "", level: r.l || "", stage: r.g || "",
      light: r.t, before: r.z === undefined ? -1 : r.z, progress: r.v, expected: r.e, progressText: r.x || "", baseline: r.b, entered: r.w, actual: r.a,
      milestones: (r.m || []).map(function (m) { return { name: m[0], baseline: m[1], entered: m[2], actual: m[3], state: ["done", "open", "late"][m[4]], note: m[5] || "" }; }),
      note: r.o || "", why: r.h || [], rule: r.r || "", remedy: r.y || "", fields: r.d || [], curve: r.k, links: r.q || []
    };
    row.words = (row.name + " " + row.unit + " " + row.sector + " " + row.cluster + " " + row.id + " " + row.note).toLowerCase();
    G.rowOf[row.id] = row;
    return row;
  });

  G.date = function (day) { var d = new Date(day * 864e5); return { year: d.getUTCFullYear(), month: d.getUTCMonth() + 1, day: d.getUTCDate() }; };
  G.dayOf = function (year, month, day) { return Date.UTC(year, month - 1, day) / 864e5; };
  G.iso = function (day) { return day === null || day === undefined ? "—" : new Date(day * 864e5).toISOString().slice(0, 10); };
  G.monthDay = function (day) { var d = G.date(day); return d.month + "月" + d.day + "日"; };
  G.percent = function (points) { return points === undefined || points === null ? "—" : (Math.round(points / 10) / 10).toFixed(1) + "%"; };
  G.points = function (points) { return (Math.abs(Math.round(points / 10)) / 10).toFixed(1); };

  var outlines = {
    disc: '<circle cx="8" cy="8" r="6.6" fill="@"/>',
    triangle: '<path d="M8 1.2 15.4 14.2H.6z" fill="@"/>',
    square: '<rect x="2" y="2" width="12" height="12" fill="@"/>',
    diamond: '<path d="M8 .8 15.2 8 8 15.2.8 8z" fill="@"/>',
    octagon: '<path d="M5 .9h6L15.1 5v6L11 15.1H5L.9 11V5z" fill="@"/><rect x="4" y="6.7" width="8" height="2.6" fill="#fff"/>',
    ring: '<circle cx="8" cy="8" r="5.6" fill="#fff" stroke="@" stroke-width="2.4"/>',
    tick: '<circle cx="8" cy="8" r="6.9" fill="@"/><path d="M4.6 8.3 7 10.7l4.6-5" fill="none" stroke="#fff" stroke-width="1.9"/>',
    bar: '<rect x="1.2" y="5.6" width="13.6" height="4.8" fill="@"/>'
  };
  G.mark = function (index, size) {
    var light = G.lights[index];
    if (!light) return "";
    return '<svg class="mark" width="' + size + '" height="' + size + '" viewBox="0 0 16 16" aria-hidden="true">' +
      (outlines[light.shape] || outlines.disc).replace(/@/g, light.colour) + "</svg>";
  };
  G.lamp = function (index, size) { return G.mark(index, size || 15) + (G.lights[index] ? G.escape(G.lights[index].word) : ""); };

  G.meter = function (progress, expected, light) {
    if (progress === undefined || progress === null) return '<span class="meter"></span>';
    var colour = G.lights[light] ? ";background:" + G.lights[light].colour : "";
    return '<span class="meter"><i style="width:' + Math.max(0, Math.min(100, progress / 100)) + "%" + colour + '"></i>' +
      (expected === undefined || expected === null ? "" : '<u style="left:' + Math.max(0, Math.min(100, expected / 100)) + '%"></u>') + "</span>";
  };
  // Milestones: filled when done, hollow when open, hollow with a heavy edge and a stroke through it when late.
  G.diamond = function (x, y, r, state) {
    var path = "M" + x + " " + (y - r) + "l" + r + " " + r + "l" + -r + " " + r + "l" + -r + " " + -r + "z";
    if (state === "done") return '<path d="' + path + '" fill="#14253c" stroke="#fff" stroke-width="1"/>';
    if (state === "open") return '<path d="' + path + '" fill="#fff" stroke="#14253c" stroke-width="1.4"/>';
    return '<path d="' + path + '" fill="#fff" stroke="#b3261e" stroke-width="2.2"/><path d="M' + x + " " + (y - 2.6) + "v3M" + x + " " + (y + 1.6) + 'v1.4" stroke="#b3261e" stroke-width="1.6"/>';
  };
  G.textWidth = function (text, size) {
    var width = 0;
    for (var i = 0; i < text.length; ++i) width += text.charCodeAt(i) > 0x2e7f ? size : size * .58;
    return width;
  };
  G.isPhone = function () { return window.innerWidth < 720; };
})();
