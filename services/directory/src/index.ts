export { directory } from './directory';
export { confirmHeldChange } from './follow/take-in';
