// SPDX-License-Identifier: Apache-2.0
// A form with a file as the bytes that are sent (表单字节): a browser draws a new boundary each time, and the same key
// with other bytes is another request to the server. The boundary comes from the key here.

const quoted = (name: string) => name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

// The Blob's type is the Content-Type; browsers write it in small letters, hence the key too.
export function multipart(key: string, file: Blob, name: string, fields: Record<string, string>): Blob {
  const boundary = `guatu-${key.toLowerCase()}`;
  const parts: (string | Blob)[] = Object.entries(fields).map(
    ([field, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(field)}"\r\n\r\n${value}\r\n`,
  );
  const type = file.type || 'application/octet-stream';
  const head = `Content-Disposition: form-data; name="file"; filename="${quoted(name)}"\r\nContent-Type: ${type}`;
  parts.push(`--${boundary}\r\n${head}\r\n\r\n`, file, `\r\n--${boundary}--\r\n`);
  return new Blob(parts, { type: `multipart/form-data; boundary=${boundary}` });
}
