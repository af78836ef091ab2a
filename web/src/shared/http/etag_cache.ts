// SPDX-License-Identifier: Apache-2.0
// Answers of views with their ETag, kept for as long as a person is logged in: private data is no-store for the browser,
// yet most pages are looked at again unchanged. A 304 brings the kept answer back.

export interface Kept {
  etag: string;
  body: string;
  headers: [string, string][];
}

export class EtagCache {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly capacity = 100) {}

  find(key: string): Kept | null {
    const found = this.kept.get(key);
    if (!found) return null;
    this.kept.delete(key); // the one asked for last goes last
    this.kept.set(key, found);
    return found;
  }

  keep(key: string, etag: string, body: string, headers: Headers): void {
    this.kept.delete(key);
    this.kept.set(key, { etag, body, headers: [...headers.entries()] });
    if (this.kept.size > this.capacity) {
      const oldest = this.kept.keys().next().value;
      if (oldest !== undefined) this.kept.delete(oldest);
    }
  }
}
