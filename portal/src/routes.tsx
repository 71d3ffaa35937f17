import { lazy, Suspense, type ReactNode } from 'react';
import { createBrowserRouter, Navigate } from 'react-router';
import { Inbox } from './inbox/inbox';
import { Matters } from './lists/matters';
import { Start } from './lists/start';
import { MatterPage } from './matter/page';
import { Notices } from './notices/notices';
import { Loading, Failure } from './parts/states';
import { Problem } from './api/problem';
import { Mine } from './shell/mine';
import { Shell } from './shell/shell';
import { t } from './words';

const Edit = lazy(() => import('./matters/edit'));
const Register = lazy(() => import('./registers/register'));

const Later = ({ children }: { children: ReactNode }) => <Suspense fallback={<Loading what={t('matter.page')} />}>{children}</Suspense>;
const Nowhere = () => <div className="centred"><Failure error={new Problem(404, '', '')} what="" /></div>;

/** Every view has an address. A matter keeps its own company in it, whatever company is acted for. */
export const router = createBrowserRouter([
  {
    path: '/',
    element: <Shell />,
    children: [
      { index: true, element: <Navigate to="/inbox" replace /> },
      { path: 'inbox', element: <Inbox /> },
      { path: 'done', element: <Matters list="done" key="done" /> },
      { path: 'started', element: <Matters list="started" key="started" /> },
      { path: 'drafts', element: <Matters list="drafts" key="drafts" /> },
      { path: 'notices', element: <Notices /> },
      { path: 'start', element: <Start /> },
      { path: 'me', element: <Mine /> },
      { path: ':company/:service/matters/:matter', element: <MatterPage /> },
      { path: ':company/:service/matters/:matter/edit', element: <Later><Edit /></Later> },
      { path: ':company/:service/new/:kind', element: <Later><Edit /></Later> },
      { path: ':company/:service/registers/:register', element: <Later><Register /></Later> },
      { path: '*', element: <Nowhere /> },
    ],
  },
]);
