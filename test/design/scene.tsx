import type { ReactNode } from 'react'
import { Frame } from '~/design/frame'
import type { Locale } from '~/design/locale'
import { MenuButton, MenuLink } from '~/design/menu'

export const now = new Date('2026-11-24T07:30:00Z')
export const at = (text: string) => new Date(`${text}+08:00`)

export type Scene = (locale: Locale) => ReactNode

/** Sentences of the gallery in both languages, side by side. */
export const say = (locale: Locale) => (zh: string, en: string) => (locale === 'zh' ? zh : en)

export function InFrame({
  locale,
  flash,
  children,
}: {
  locale: Locale
  flash?: ReactNode
  children: ReactNode
}) {
  const t = say(locale)
  return (
    <Frame
      product={{ name: t('集正', 'Muster'), to: '/' }}
      nav={[
        {
          label: t('需求', 'Demand'),
          items: [
            { to: '/home', label: t('工作台', 'Home'), icon: 'home' },
            { to: '/demands', label: t('需求清单', 'Demand lines'), icon: 'list', waiting: 4 },
          ],
        },
        {
          label: t('采购轮次', 'Rounds'),
          items: [
            { to: '/rounds', label: t('集中采购', 'Rounds'), icon: 'layers', waiting: 2 },
            { to: '/pledges', label: t('认购', 'Pledges'), icon: 'flag' },
          ],
        },
        {
          label: t('订单与许可', 'Orders and licenses'),
          items: [
            { to: '/orders', label: t('订单', 'Orders'), icon: 'box', waiting: 128 },
            { to: '/licenses', label: t('许可', 'Licenses'), icon: 'key' },
            { to: '/compliance', label: t('自查自纠', 'Self-inspection'), icon: 'shield', waiting: 1 },
            { to: '/cases', label: t('纠纷调解', 'Mediation'), icon: 'scales' },
          ],
        },
      ]}
      acting={{
        organization: t(
          '呼伦贝尔市海拉尔区蒙古源草原生态农牧业科技发展股份有限公司',
          'Hulunbuir Mongolian Steppe Ecological Agriculture Technology Development Co., Ltd.',
        ),
        role: t('采购人', 'Buyer'),
        menu: <MenuButton action="/acting">{t('切换单位', 'Act for another organization')}</MenuButton>,
      }}
      search={{
        action: '/search',
        placeholder: t('搜索轮次、订单、产品', 'Search rounds, orders, products'),
      }}
      language={{ action: '/language', returnTo: '/rounds' }}
      notifications={{ to: '/notifications', unread: 128 }}
      person={{
        name: t('欧阳 海兰', 'Hailan Ouyang'),
        menu: (
          <MenuLink to="/me" icon="settings">
            {t('账户', 'Account')}
          </MenuLink>
        ),
      }}
      flash={flash}
    >
      {children}
    </Frame>
  )
}
