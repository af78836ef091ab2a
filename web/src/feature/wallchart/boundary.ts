// SPDX-License-Identifier: Apache-2.0
// Boundaries (边界文件) that the office loads itself as GeoJSON: none is shipped, because a published map of China needs
// an approval number. Read for drawing only; an area belongs to the unit whose name or id it carries.

export interface Area {
  name: string;
  path: string;
  x: number; // where its words stand
  y: number;
}

export interface Boundary {
  areas: Area[];
  width: number;
  height: number;
}

type Point = [number, number];
interface Feature {
  name: string;
  rings: Point[][];
}

const MOST_POINTS = 200_000;

function isPoint(value: unknown): value is Point {
  return Array.isArray(value) && Number.isFinite(value[0]) && Number.isFinite(value[1]);
}

function ringsOf(geometry: unknown): Point[][] {
  const { type, coordinates } = (geometry ?? {}) as { type?: string; coordinates?: unknown };
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : [];
  if (!Array.isArray(polygons)) return [];
  return polygons.flatMap((polygon: unknown) =>
    Array.isArray(polygon)
      ? polygon.filter((ring): ring is Point[] => Array.isArray(ring) && ring.length > 3 && ring.every(isPoint))
      : [],
  );
}

function featuresOf(text: string): Feature[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  const { features } = (parsed ?? {}) as { features?: unknown };
  if (!Array.isArray(features)) return null;
  return features.flatMap((feature: { properties?: Record<string, unknown>; id?: unknown; geometry?: unknown }) => {
    const rings = ringsOf(feature?.geometry);
    const name = feature?.properties?.['name'] ?? feature?.properties?.['id'] ?? feature?.id ?? '';
    return rings.length > 0 ? [{ name: String(name), rings }] : [];
  });
}

function middleOf(ring: Point[]): Point {
  let area = 0;
  let x = 0;
  let y = 0;
  ring.forEach(([x0, y0], index) => {
    const [x1, y1] = ring[(index + 1) % ring.length] as Point;
    const cross = x0 * y1 - x1 * y0;
    area += cross;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  });
  return area === 0 ? (ring[0] as Point) : [x / (3 * area), y / (3 * area)];
}

const sizeOf = (ring: Point[]) => {
  const xs = ring.map((point) => point[0]);
  const ys = ring.map((point) => point[1]);
  return (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
};

// Longitudes are drawn together towards the pole, which is enough for a city.
export function boundaryOf(text: string, room: { width: number; height: number }): Boundary | null {
  const features = featuresOf(text);
  const points = features?.flatMap((feature) => feature.rings.flat()) ?? [];
  if (!features || points.length === 0 || points.length > MOST_POINTS) return null;
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  const squeeze = Math.abs(high) <= 90 ? Math.cos((((low + high) / 2) * Math.PI) / 180) : 1;
  const width = Math.max(1e-9, (right - left) * squeeze);
  const height = Math.max(1e-9, high - low);
  const scale = Math.min(room.width / width, room.height / height);
  const place = ([x, y]: Point): Point => [(x - left) * squeeze * scale, (high - y) * scale];
  return {
    width: width * scale,
    height: height * scale,
    areas: features.map((feature) => {
      const rings = feature.rings.map((ring) => ring.map(place));
      const largest = rings.reduce((best, ring) => (sizeOf(ring) > sizeOf(best) ? ring : best));
      const [x, y] = middleOf(largest);
      const path = rings
        .map((ring) => `M${ring.map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join('L')}Z`)
        .join('');
      return { name: feature.name, path, x, y };
    }),
  };
}
