// SPDX-License-Identifier: Apache-2.0
// What this browser keeps for a person (本机留存): drafts, a boundary file, what was seen last. IndexedDB works on plain
// http; where it is switched off, memory stands in and says nothing.

const NAME = 'guatu';
const STORE = 'kept';
let opening: Promise<IDBDatabase | null> | null = null;
const memory = new Map<string, unknown>();

function database(): Promise<IDBDatabase | null> {
  opening ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opening;
}

function ask<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  return database().then(
    (db) =>
      new Promise<T | undefined>((resolve, reject) => {
        if (!db) {
          resolve(undefined);
          return;
        }
        const request = act(db.transaction(STORE, mode).objectStore(STORE));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
      }),
  );
}

export async function keep(key: string, value: unknown): Promise<void> {
  memory.set(key, value);
  await ask('readwrite', (store) => store.put(value, key)).catch(() => undefined);
}

export async function kept<T>(key: string): Promise<T | null> {
  const found = await ask('readonly', (store) => store.get(key)).catch(() => undefined);
  return ((found ?? memory.get(key)) as T | undefined) ?? null;
}

export async function forget(key: string): Promise<void> {
  memory.delete(key);
  await ask('readwrite', (store) => store.delete(key)).catch(() => undefined);
}

export async function keptKeys(before: string): Promise<string[]> {
  const all = (await ask('readonly', (store) => store.getAllKeys()).catch(() => undefined)) ?? [];
  return [...new Set([...all.map(String), ...memory.keys()])].filter((key) => key.startsWith(before));
}
