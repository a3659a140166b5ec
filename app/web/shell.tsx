import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Frame } from '~/design/frame'
import { LinkButton } from '~/design/link-button'
import { MenuButton, MenuLink } from '~/design/menu'
import { PublicFrame } from '~/design/public-frame'
import { Toast } from '~/design/toast'
import type { MemberRole } from '~/kernel/role'
import { mayEnter } from '~/people/access'
import type { OrganizationKind } from '~/people/actor'
import { useDoneSentence } from '~/texts/done'
import { useTitle } from '~/texts/use-title'
import { navigation } from './navigation'
import { useWebTexts } from './texts'

export type Who = {
  name: string
  organization: string | null
  kind: OrganizationKind | null
  roles: MemberRole[]
  unread: number
  waiting: Record<string, number>
} | null

type ShellProps = { who: Who; open: boolean; demo: boolean; children: ReactNode }

/** The frame of every page: the house's for those at work, the public site's for everyone else. */
export function Shell({ who, open, demo, children }: ShellProps) {
  const place = useLocation()
  const language = { action: '/locale', returnTo: place.pathname + place.search }
  const done = useDoneSentence(new URLSearchParams(place.search).get('done'))
  const flash = done && <Toast key={place.key}>{done}</Toast>
  return who && !open ? (
    <Inside who={who} language={language} flash={flash}>
      {children}
    </Inside>
  ) : (
    <Outside who={who} demo={demo} language={language} flash={flash}>
      {children}
    </Outside>
  )
}

type Part = { language: { action: string; returnTo: string }; flash: ReactNode; children: ReactNode }

function Inside({ who, language, flash, children }: Part & { who: NonNullable<Who> }) {
  const texts = useWebTexts()
  const title = useTitle()
  const someone = { kind: who.kind ?? ('visitor' as const), roles: who.roles }
  const nav = navigation
    .map(({ key, places }) => ({
      label: texts.nav[key as keyof typeof texts.nav],
      items: places
        .filter(({ access }) => mayEnter(access, someone))
        .map(({ to, label, icon, end }) => ({
          to,
          label: title(label),
          icon,
          ...(end && { end }),
          waiting: who.waiting[to] ?? 0,
        })),
    }))
    .filter(({ items }) => items.length > 0)
  return (
    <Frame
      product={{ name: texts.product, to: '/home' }}
      nav={nav}
      acting={{
        organization: who.organization ?? texts.none,
        role: who.roles.map((role) => texts.roles[role]).join(' · '),
        menu: (
          <>
            <MenuLink to="/organization" icon="building">
              {texts.organizationProfile}
            </MenuLink>
            <MenuLink to="/account" icon="person">
              {texts.account}
            </MenuLink>
          </>
        ),
      }}
      search={{ action: '/search', placeholder: texts.searchPlaceholder }}
      language={language}
      notifications={{ to: '/notifications', unread: who.unread }}
      person={{
        name: who.name,
        menu: (
          <>
            <MenuLink to="/account" icon="person">
              {texts.account}
            </MenuLink>
            <MenuLink to="/account/security" icon="lock">
              {texts.security}
            </MenuLink>
            <MenuButton action="/sign-out" icon="arrow-right">
              {texts.signOut}
            </MenuButton>
          </>
        ),
      }}
      flash={flash}
    >
      {children}
    </Frame>
  )
}

function Outside({ who, demo, language, flash, children }: Part & { who: Who; demo: boolean }) {
  const texts = useWebTexts()
  const site = texts.site
  return (
    <PublicFrame
      product={{ name: texts.product, to: '/' }}
      nav={[
        { to: '/rounds', label: site.rounds },
        { to: '/catalog', label: site.catalog },
        { to: '/recommended', label: site.recommended },
        { to: '/trainings', label: site.trainings },
        { to: '/mediation', label: site.mediation },
        { to: '/blacklist', label: site.blacklist },
        { to: '/verify', label: site.certificate },
        { to: '/contracts/verify', label: site.verify },
      ]}
      entrance={
        who ? (
          <LinkButton to="/home" look="primary">
            {texts.toWork}
          </LinkButton>
        ) : (
          <LinkButton to="/sign-in" look="primary">
            {texts.signIn}
          </LinkButton>
        )
      }
      language={language}
      footer={[
        {
          label: site.about,
          links: [
            { to: '/help', label: site.help },
            { to: '/glossary', label: site.glossary },
            { to: '/privacy', label: site.privacy },
          ],
        },
        {
          label: site.work,
          links: [
            { to: '/announcements', label: site.announcements },
            { to: '/briefs', label: site.briefs },
            { to: '/trainings', label: site.trainings },
            { to: '/typical-cases', label: site.typicalCases },
            { to: '/honors', label: site.honors },
            { to: '/surveys', label: site.surveys },
          ],
        },
        {
          label: site.data,
          links: [
            { to: '/rounds.atom', label: 'Atom' },
            { to: '/ocds/releases', label: 'OCDS' },
            { to: '/prices', label: site.prices },
            { to: '/audit', label: site.audit },
            { to: '/api', label: site.api },
          ],
        },
      ]}
      imprint={demo ? site.demo : site.imprint}
      flash={flash}
    >
      {children}
    </PublicFrame>
  )
}
