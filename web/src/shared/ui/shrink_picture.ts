// SPDX-License-Identifier: Apache-2.0
// A phone's picture made small enough for a slow line (压缩照片), with the browser's own means. Drawing it anew leaves out
// where it was taken; the server takes that off too.

const LONGEST = 1920;
const QUALITY = 0.82;

function loaded(file: Blob): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const address = URL.createObjectURL(file);
    const image = new Image();
    image.onload = () => {
      URL.revokeObjectURL(address);
      resolve(image);
    };
    image.onerror = () => {
      URL.revokeObjectURL(address);
      reject(new Error('not a picture'));
    };
    image.src = address;
  });
}

// What cannot be read as a picture goes as it is: whether it is one is the server's word.
export async function shrinkPicture(file: File): Promise<Blob> {
  try {
    const image = await loaded(file);
    const share = Math.min(1, LONGEST / Math.max(image.naturalWidth, image.naturalHeight));
    if (share === 1 && file.size < 600_000) return file;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * share);
    canvas.height = Math.round(image.naturalHeight * share);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    return small && small.size < file.size ? small : file;
  } catch {
    return file;
  }
}
