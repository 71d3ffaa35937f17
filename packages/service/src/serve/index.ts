export { serve, type Served as RunningService } from './serve';
