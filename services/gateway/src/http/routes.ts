import { descriptors } from '@chancery/contracts';
import { methodOptions, serviceOf } from '@chancery/service';
import { getOption, type DescMethod } from '@bufbuild/protobuf';

/** One HTTP route of the contract. */
export interface Route {
  verb: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** `/api/{service}/matters/{matter_id}` */
  template: string;
  /** Names in the path, by place: field names of the request. */
  names: string[];
  method: DescMethod;
  body: string;
  /** The backend, where the path does not name it. */
  backend?: string;
  public: boolean;
  personal: boolean;
}

interface HttpRule {
  pattern: { case?: string; value?: string };
  body: string;
}

const verbs = ['get', 'post', 'put', 'patch', 'delete'];

/** Every route of every service: nothing is defined but in proto (architecture §9). The most literal path comes first. */
export function routesOf(): Route[] {
  const http = descriptors().getExtension('google.api.http');
  if (!http) throw new Error('the contracts have no google.api.http');
  const routes: Route[] = [];
  for (const type of descriptors()) {
    if (type.kind !== 'service') continue;
    for (const method of type.methods) {
      const rule = getOption(method as never, http as never) as HttpRule;
      const verb = rule.pattern?.case;
      if (!verb || !verbs.includes(verb)) continue;
      const template = String(rule.pattern.value);
      const names = [...template.matchAll(/\{(\w+)\}/g)].map((one) => one[1]!);
      const options = methodOptions(method);
      routes.push({
        verb: verb as Route['verb'],
        template,
        names,
        method,
        body: rule.body,
        ...(names.includes('service') ? {} : { backend: options.backend || serviceOf(type.typeName) }),
        public: options.public,
        personal: options.personal,
      });
    }
  }
  return routes.sort((a, b) => a.names.length - b.names.length || b.template.length - a.template.length);
}

/** `/api/:service/matters/:matter_id` for express. */
export const pathOf = (template: string): string => template.replace(/\{(\w+)\}/g, ':$1');
