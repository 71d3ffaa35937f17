export { workbench } from './workbench';
