// SPDX-License-Identifier: Apache-2.0
// A workbook as somebody fills it in: cells of its first sheet found by what they say, set and emptied by their names, the
// rest kept byte by byte. Knows just what the program's own workbooks need: numbers, and texts in place.
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

interface Part {
  name: string;
  content: Buffer;
}

function partsOf(file: Buffer): Part[] {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const parts: Part[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let count = file.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [method, packed] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const [nameLength, extra, note] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset)) as number[];
    const name = file.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    const local = file.readUInt32LE(at + 42);
    const begin = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const bytes = file.subarray(begin, begin + packed);
    parts.push({ name, content: method === 8 ? inflateRawSync(bytes) : Buffer.from(bytes) });
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (note ?? 0);
  }
  return parts;
}

function packed(parts: Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of parts) {
    const bytes = deflateRawSync(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(0x00210000, 6); // 1980-01-01
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(bytes.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), bytes]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, entry, Buffer.from(name));
    files.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, index, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const SHEET = 'xl/worksheets/sheet1.xml';

export function withCells(file: Buffer, cells: Record<string, string | number>): Buffer {
  const parts = partsOf(file);
  const sheet = parts.find((part) => part.name === SHEET);
  if (!sheet) throw new Error(`no ${SHEET}`);
  let xml = sheet.content.toString('utf8');
  for (const [cell, value] of Object.entries(cells)) {
    const old = new RegExp(`<c r="${cell}"( s="\\d+")?[^>]*?(?:/>|>.*?</c>)`);
    if (!old.test(xml)) throw new Error(`no cell ${cell}`);
    xml = xml.replace(old, (_, style: string | undefined) => {
      if (value === '') return `<c r="${cell}"${style ?? ''}/>`;
      return typeof value === 'number'
        ? `<c r="${cell}"${style ?? ''}><v>${value}</v></c>`
        : `<c r="${cell}"${style ?? ''} t="inlineStr"><is><t>${value}</t></is></c>`;
    });
  }
  sheet.content = Buffer.from(xml);
  return packed(parts);
}

// The name of the first cell that says this, such as B7.
export function cellOf(file: Buffer, text: string): string {
  const parts = partsOf(file);
  const read = (name: string) => parts.find((part) => part.name === name)?.content.toString('utf8') ?? '';
  const texts = read('xl/sharedStrings.xml').split('<si>').slice(1);
  const index = texts.findIndex((one) => one.replace(/<[^>]+>/g, '').trim() === text);
  const found = new RegExp(`<c r="([A-Z]+\\d+)"[^>]*t="s"[^>]*><v>${index}</v>`).exec(read(SHEET))?.[1];
  if (index < 0 || !found) throw new Error(`no cell says ${text}`);
  return found;
}
