import { WorkbenchService } from '@chancery/contracts/chancery/workbench/v1/workbench';
import type { ServiceManifest } from '@chancery/service';
import { join } from 'node:path';
import { listInbox } from './inbox/inbox';
import { listNotices, readNotices } from './inbox/notices';
import { deliver } from './inbox/stirs';
import { watch } from './inbox/watch';
import { CHANNEL, matterMoved } from './listens/matter-moved';

/** 工作台 — everyone's inbox, notices, live stream; fed by events alone. */
export const workbench: ServiceManifest = {
  name: 'workbench',
  title: { zh: '工作台', en: 'Workbench' },
  kinds: [],
  registers: [],
  listens: { 'chancery.approval.v1.MatterMoved': matterMoved },
  jobs: {},
  serves: [{ definition: WorkbenchService, handlers: { listInbox, listNotices, readNotices, watch } }],
  scopes: [],
  migrations: join(__dirname, '..', 'migrations'),
  runs: [({ listen }) => listen(CHANNEL, deliver)],
};
