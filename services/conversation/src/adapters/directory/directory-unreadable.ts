/** Something that is no directory. The message goes on from the name of the file or variable and tells no content. */
export class DirectoryUnreadable extends Error {
  override readonly name = 'DirectoryUnreadable';
}
