/**
 * Every reason for which a program or command of ours ends without having done its work. Each has a section of the same name
 * in docs/troubleshooting.md, which the sentence that is printed leads to; a test holds the two together. Names stay.
 */
export const fatalCodes = [
  'SETTINGS_INVALID',
  'SETTINGS_FILE_UNREADABLE',
  'SECRET_FILE_UNUSABLE',
  'PATH_UNUSABLE',
  'OPERATORS_FILE_INVALID',
  'WORKFLOWS_INVALID',
  'DIRECTORY_UNUSABLE',
  'KEYS_MISSING',
  'KEYS_WRONG',
  'STORE_EMPTIED',
  'STORE_MISSING',
  'STORE_HALF_RESTORED',
  'STORE_IN_USE',
  'STORE_UNWRITABLE',
  'STORE_DAMAGED',
  'STORE_UNREACHABLE',
  'PORT_IN_USE',
  'PORT_FORBIDDEN',
  'ADDRESS_UNKNOWN',
  'SERVICE_NOT_STARTED',
  'FILE_UNUSABLE',
  'COMMAND_REFUSED',
  'INPUT_INVALID',
  'COMMAND_LINE_UNKNOWN',
  'NODE_TOO_OLD',
  'UNEXPECTED',
] as const;

export type FatalCode = (typeof fatalCodes)[number];
