import { describe, expect, it } from 'vitest';
import { findDrive, findFreeSpace } from './find-drive.ts';

describe('a drive and what is left on it', () => {
  it.each([
    ['the E drive is red', 'E'],
    ['no room on drive f', 'F'],
    ['C: is full', 'C'],
    ['we bought a drive', null],
    ['the drive is full', null],
  ])('drive: %s', (text, expected) => expect(findDrive(text)).toBe(expected));

  it.each([
    ['only 3gb left', '3 GB'],
    ['there are 2.5 gigs free', '2.5 GB'],
    ['900 MB remaining on it', '900 MB'],
    ['free space is only 7 GB', '7 GB'],
    ['add 80 GB please', null],
  ])('left: %s', (text, expected) => expect(findFreeSpace(text)).toBe(expected));
});
