export { checkContent, checkName, LARGEST, TEXT } from './content';
export { createFiles, grantFile, type FilesOptions, type StoredFiles } from './files';
export { folderStore, type Store } from './folder';
export { keptKeys, seal, unseal, type CompanyKeys } from './keys';
