import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Moment } from '~/design/moment'
import { linkClass, TextLink } from '~/design/text-link'
import { useSubject } from '../../parts/subject'
import { useDemandsTexts } from '../../parts/texts'
import type { Wish } from '../queries.server'

type Props = { wish: Wish; now: Date; ocid: string | null }

/** What everyone may know of a wish: the band that has gathered, its threshold, and until when interest is asked for. */
export function WishFacts({ wish, now, ocid }: Props) {
  const all = useDemandsTexts()
  const texts = all.wish
  const format = useFormat()
  const subject = useSubject()
  return (
    <Facts
      items={[
        {
          label: all.gathered,
          value: all.band(format.number(wish.bandLow), format.number(wish.bandHigh)),
          hint: texts.bandHint,
        },
        {
          label: all.orgs,
          value: wish.bandOrgs === null ? all.orgsHidden : format.number(wish.bandOrgs),
        },
        {
          label: texts.threshold,
          value: texts.thresholdOf(format.number(wish.thresholdOrgs), format.number(wish.thresholdQuantity)),
        },
        { label: texts.since, value: <Moment at={wish.openedAt} /> },
        ...(wish.eoiClosesAt
          ? [
              {
                label: texts.closes,
                value: <Deadline at={wish.eoiClosesAt} now={now} met={wish.state !== 'eoi_open'} />,
              },
            ]
          : []),
        ...(ocid
          ? [
              {
                label: texts.number,
                value: <span className="figure">{wish.processNumber}</span>,
                hint: texts.numberHint,
              },
              {
                label: texts.data,
                value: (
                  <a className={`${linkClass} figure`} href={`/ocds/records/${ocid}.json`}>
                    {ocid}
                  </a>
                ),
              },
            ]
          : []),
        ...(wish.slug
          ? [
              {
                label: all.show.catalog,
                value: <TextLink to={`/catalog/${wish.slug}`}>{subject(wish)}</TextLink>,
              },
            ]
          : []),
      ]}
    />
  )
}
