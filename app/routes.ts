import { index, type RouteConfig, route } from '@remix-run/route-config'

/** The map: path → page, in the order of the street. */
export default [
  // people
  route('sign-in', 'people/pages/sign-in.tsx'),
  route('sign-in/factor', 'people/pages/sign-in-factor.tsx'),
  route('sign-out', 'people/pages/sign-out.ts'),
  route('register', 'people/pages/register.tsx'),
  route('invitations/:token', 'people/pages/invitation.tsx'),
  route('reset', 'people/pages/reset-request.tsx'),
  route('reset/:token', 'people/pages/reset.tsx'),
  route('set-up/:token', 'people/pages/set-up.tsx'),
  route('locale', 'people/pages/locale.ts'),
  route('account', 'people/pages/account.tsx'),
  route('account/security', 'people/pages/security.tsx'),
  route('account/factor', 'people/pages/factor.tsx'),
  route('notifications', 'people/pages/notifications.tsx'),
  route('files/:fileId', 'people/pages/file.ts'),
  route('organization', 'people/pages/organization.tsx'),
  route('organization/members', 'people/pages/members.tsx'),
  route('organization/members/new', 'people/pages/member-new.tsx'),
  route('office/organizations', 'people/pages/organizations.tsx'),
  route('office/organizations/:organizationId', 'people/pages/organization-desk.tsx'),
  route('office/mails', 'people/pages/mails.tsx'),
  // program and the public site
  index('program/pages/front.tsx'),
  route('home', 'program/pages/home.tsx'),
  route('office', 'program/pages/office.tsx'),
  route('office/targets.csv', 'program/pages/targets-csv.ts'),
  route('search', 'program/pages/search.tsx'),
  route('help', 'program/pages/help.tsx'),
  route('glossary', 'program/pages/glossary.tsx'),
  route('privacy', 'program/pages/privacy.tsx'),
  route('audit', 'program/pages/audit.tsx'),
  route('rounds.atom', 'program/pages/rounds-atom.ts'),
  route('sitemap.xml', 'program/pages/sitemap.ts'),
] satisfies RouteConfig
