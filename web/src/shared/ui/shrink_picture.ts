// SPDX-License-Identifier: Apache-2.0
// A phone's picture made small enough for a slow line (压缩照片), with the browser's own means. Drawing it anew leaves out
// where it was taken; the server takes that off too.

const LONGEST = 1920;
const QUALITY = 0.82;

// What cannot be read as a picture goes as it is: whether it is one is the server's word.
export async function shrinkPicture(file: File): Promise<Blob> {
  try {
    const image = await createImageBitmap(file); // an address of its own would be against the page's policy
    const share = Math.min(1, LONGEST / Math.max(image.width, image.height));
    if (share === 1 && file.size < 600_000) return file;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * share);
    canvas.height = Math.round(image.height * share);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    return small && small.size < file.size ? small : file;
  } catch {
    return file;
  }
}
