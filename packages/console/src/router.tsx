import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from './api/queries.ts';
import { queryClient } from './api/query-client.ts';
import { Frame } from './frame/frame.tsx';
import { NotFoundPage, ProblemPage } from './frame/problem-page.tsx';
import { readConversationSearch } from './state/conversation-search.ts';
import { readDoubtSearch } from './state/doubt-search.ts';
import { readApprovalSearch, readMailSearch, readWorkSearch } from './state/list-search.ts';
import { readPeriod } from './state/period.ts';
import { readTimelineSearch } from './state/timeline-search.ts';
import { Skeleton } from './ui/states.tsx';

const root = createRootRoute({
  component: Frame,
  loader: () => queryClient.ensureQueryData(queries.me()),
  notFoundComponent: NotFoundPage,
  // Without knowing who is signed in there is no frame.
  errorComponent: ({ error, reset }) => (
    <main>
      <ProblemPage error={error} reset={reset} />
    </main>
  ),
});

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: readPeriod,
  component: lazyRouteComponent(() => import('./pages/overview/overview-page.tsx'), 'OverviewPage'),
});
const conversations = createRoute({
  getParentRoute: () => root,
  path: '/conversations',
  validateSearch: readConversationSearch,
  component: lazyRouteComponent(() => import('./pages/conversations/conversations-page.tsx'), 'ConversationsPage'),
});
const conversation = createRoute({
  getParentRoute: () => root,
  path: '/conversations/$id',
  validateSearch: readTimelineSearch,
  component: lazyRouteComponent(() => import('./pages/conversation/conversation-page.tsx'), 'ConversationPage'),
});
const work = createRoute({
  getParentRoute: () => root,
  path: '/work',
  validateSearch: readWorkSearch,
  component: lazyRouteComponent(() => import('./pages/work/work-page.tsx'), 'WorkPage'),
});
const mails = createRoute({
  getParentRoute: () => root,
  path: '/mails',
  validateSearch: readMailSearch,
  component: lazyRouteComponent(() => import('./pages/mails/mails-page.tsx'), 'MailsPage'),
});
const mail = createRoute({
  getParentRoute: () => root,
  path: '/mails/$id',
  component: lazyRouteComponent(() => import('./pages/mails/mail-page.tsx'), 'MailPage'),
});
const approvals = createRoute({
  getParentRoute: () => root,
  path: '/approvals',
  validateSearch: readApprovalSearch,
  component: lazyRouteComponent(() => import('./pages/approvals/approvals-page.tsx'), 'ApprovalsPage'),
});
const workflows = createRoute({
  getParentRoute: () => root,
  path: '/workflows',
  validateSearch: readPeriod,
  component: lazyRouteComponent(() => import('./pages/workflows/workflows-page.tsx'), 'WorkflowsPage'),
});
const workflow = createRoute({
  getParentRoute: () => root,
  path: '/workflows/$id',
  validateSearch: readPeriod,
  component: lazyRouteComponent(() => import('./pages/workflows/workflow-page.tsx'), 'WorkflowPage'),
});
const misunderstood = createRoute({
  getParentRoute: () => root,
  path: '/misunderstood',
  validateSearch: readDoubtSearch,
  component: lazyRouteComponent(() => import('./pages/misunderstood/misunderstood-page.tsx'), 'MisunderstoodPage'),
});
const system = createRoute({
  getParentRoute: () => root,
  path: '/system',
  component: lazyRouteComponent(() => import('./pages/system/system-page.tsx'), 'SystemPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    overview,
    conversations,
    conversation,
    work,
    mails,
    mail,
    approvals,
    workflows,
    workflow,
    misunderstood,
    system,
  ]),
  basepath: '/console',
  defaultPreload: 'intent',
  // What a page preloads is its code: reading a transcript is audited, so data are fetched when it is opened.
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: () => <Skeleton lines={10} />,
  defaultErrorComponent: ({ error, reset }) => <ProblemPage error={error} reset={reset} />,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
