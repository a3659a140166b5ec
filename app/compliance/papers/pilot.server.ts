import { type Locale, nameIn } from '~/kernel/locale'
import { dayOf } from '~/kernel/workdays'
import { compliance as complianceEn } from '~/texts/en/compliance'
import { pilots as pilotsEn } from '~/texts/en/pilots'
import { inLanguage } from '~/texts/spoken'
import { compliance as complianceZh } from '~/texts/zh/compliance'
import { pilots as pilotsZh } from '~/texts/zh/pilots'
import {
  areas,
  mostPoints,
  pointsOf,
  type PilotFigures,
  type Scores,
  shareLines,
  sharesOf,
  totalOf,
} from '../pilots/maturity'
import type { Moment } from '../pilots/progress'
import type { Pilot } from '../pilots/queries.server'
import { facts, heading, paper, signatures, table, wordsIn } from './paper.server'

type Reported = { its: Pilot; scores: Scores; moments: readonly Moment[] }

/** 试点报告: what was aimed at, how the figures went quarter by quarter, the checklist at both ends, and the conclusion. */
export function pilotPdf({ its, scores, moments }: Reported, locale: Locale): Promise<Buffer> {
  const words = inLanguage(locale, pilotsZh, pilotsEn)
  const { report } = words
  const isOver = its.state === 'passed' || its.state === 'failed'
  const day = (at: Date | null) => at && dayOf(at)
  return paper({
    locale,
    title: report.title,
    no: `${nameIn(locale, its.name, its.nameEn)} · ${its.year}`,
    remark: isOver ? null : report.open,
    content: [
      heading(report.facts),
      facts([
        [words.list.enterprise, nameIn(locale, its.name, its.nameEn)],
        [words.list.year, its.year],
        [words.list.appliedAt, day(its.appliedAt)],
        [words.pilot.startedAt, day(its.startedAt)],
        [words.pilot.assessedAt, day(its.assessedAt)],
        [words.pilot.decidedAt, day(its.decidedAt)],
        [words.list.state, words.states[its.state]],
      ]),
      { text: its.motive, margin: [0, 4, 0, 0] },
      heading(words.progress.title),
      moments.length === 0
        ? { text: report.noFigures }
        : table({
            head: [words.figures.figure, ...moments.map(({ at }) => dayOf(at))],
            widths: ['*', ...moments.map(() => 62)],
            small: moments.length > 4,
            rows: figureRows(moments.map(({ figures }) => figures), locale),
          }),
      {
        unbreakable: true,
        stack: [
          heading(words.checklist.title),
          scores.start ? checklistTable(scores, locale) : { text: report.noChecklist },
        ],
      },
      heading(report.conclusion),
      facts([
        [report.outcome, isOver ? words.states[its.state] : null],
        [words.moves.note, its.note],
      ]),
      signatures(locale, [wordsIn(locale).office, words.list.enterprise]),
    ],
  })
} // oxfmt-ignore

function figureRows(all: readonly PilotFigures[], locale: Locale) {
  const { lines } = inLanguage(locale, pilotsZh, pilotsEn).figures
  const { status } = inLanguage(locale, complianceZh, complianceEn)
  const percent = (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(1)}%`)
  return [
    [lines.status, ...all.map((figures) => status[figures.status])],
    ...(
      ['installed', 'covered', 'gap', 'surplus', 'open', 'openBooks', 'ledgersOnTime', 'computers'] as const
    ).map((key) => [lines[key], ...all.map((figures) => String(figures[key]))]),
    ...shareLines.map((key) => [lines[key], ...all.map((figures) => percent(sharesOf(figures)[key]))]),
  ]
}

function checklistTable({ start, end }: Scores, locale: Locale) {
  const { checklist, areas: names } = inLanguage(locale, pilotsZh, pilotsEn)
  const points = (score: { points: number } | undefined) => (score ? `${score.points} / ${mostPoints}` : '–')
  const sum = (phase: Scores['start']) => (phase ? String(totalOf(pointsOf(phase))) : '–')
  return table({
    head: [checklist.area, checklist.start, checklist.end, checklist.why],
    widths: [110, 48, 48, '*'],
    rows: [
      ...areas.map((area) => [
        names[area],
        points(start?.[area]),
        points(end?.[area]),
        [start?.[area].reason, end?.[area].reason].filter(Boolean).join(' → ') || checklist.byFacts,
      ]),
      [checklist.sum, sum(start), sum(end), ''],
    ],
  })
}
