export { startGateway, type GatewaySettings, type RunningGateway } from './gateway';
export { pathOf, routesOf, type Route } from './http/routes';
