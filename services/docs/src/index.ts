export { docs } from './docs';
