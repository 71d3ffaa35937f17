export type { Bus, BusRecord, Delivered, Subscription, Topic } from './bus';
export { forgetOld, startConsumer, type Consumer, type ConsumerOptions } from './consumer';
export { busSources, logBus, prepareBus, type LogBusOptions } from './log-bus';
export { listParked, type Parked } from './parking';
export { reasonOf, type AsideKey } from './operators';
export { startRelay, type Relay, type RelayOptions } from './relay';
export { trimLog } from './retention';
