/** One path each on a 20 × 20 grid, stroke 1.5, round ends. */
const paths = {
  alert: 'M10 3.2 17.6 16.4H2.4zM10 8.2v3.6M10 14.1v.1',
  archive: 'M3 4h14v3.5H3zM4.2 7.5V16h11.6V7.5M8 10.8h4',
  'arrow-down': 'M10 4v12M5.5 11.5 10 16l4.5-4.5',
  'arrow-left': 'M16 10H4M8.5 5.5 4 10l4.5 4.5',
  'arrow-right': 'M4 10h12M11.5 5.5 16 10l-4.5 4.5',
  'arrow-up': 'M10 16V4M5.5 8.5 10 4l4.5 4.5',
  bell: 'M5.2 13.8c.8-1 1.1-2.2 1.1-3.8V8.7a3.7 3.7 0 0 1 7.4 0V10c0 1.6.3 2.8 1.1 3.8zM8.5 16.4c.8.8 2.2.8 3 0',
  box: 'M3.4 6.4 10 3l6.6 3.4v7.2L10 17l-6.6-3.4zM3.4 6.4 10 9.8l6.6-3.4M10 9.8V17',
  building: 'M4.5 17V3.5h7V17M11.5 8h4v9M2.8 17h14.4M7 6.8h2M7 10h2M7 13.2h2',
  calendar: 'M3.5 5h13v11.5h-13zM3.5 8.6h13M7 3v3.4M13 3v3.4',
  card: 'M2.8 5h14.4v10H2.8zM2.8 8.4h14.4M5.6 12h3',
  chart: 'M3.5 16.5h13M5.5 16.5v-5M10 16.5v-9M14.5 16.5V4',
  check: 'm4.5 10.5 3.8 3.8 7.4-8.4',
  'check-circle': 'M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4zM6.8 10.2l2.3 2.3 4.2-4.8',
  'chevron-down': 'm5.5 8 4.5 4.5L14.5 8',
  'chevron-left': 'M12 5.5 7.5 10l4.5 4.5',
  'chevron-right': 'M8 5.5 12.5 10 8 14.5',
  circle: 'M10 16.2a6.2 6.2 0 1 0 0-12.4 6.2 6.2 0 0 0 0 12.4z',
  clock: 'M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4zM10 5.8V10l2.9 1.9',
  copy: 'M7.2 7.2h9v9h-9zM4.8 12.8h-1v-9h9v1',
  cross: 'm5 5 10 10M15 5 5 15',
  document: 'M5 2.8h6.4L15 6.4v10.8H5zM11.2 2.8v3.8H15M7.6 10.2h4.8M7.6 13.2h4.8',
  download: 'M10 3.2v9.3M6.2 8.9 10 12.7l3.8-3.8M3.8 16.5h12.4',
  edit: 'm4 16 .7-3.3 8.6-8.6a1.8 1.8 0 0 1 2.6 2.6L7.3 15.3zM11.8 5.6l2.6 2.6',
  external: 'M11.5 3.8h4.7v4.7M16 4l-7 7M8 5H4.2v10.8H15V12',
  eye: 'M2.2 10S5 4.8 10 4.8s7.8 5.2 7.8 5.2-2.8 5.2-7.8 5.2S2.2 10 2.2 10zM10 12.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z',
  'eye-off':
    'M7.8 5.1A7.6 7.6 0 0 1 10 4.8c5 0 7.8 5.2 7.8 5.2a13 13 0 0 1-2 2.6M12.6 14.8a7.4 7.4 0 0 1-2.6.4C5 15.2 2.2 10 2.2 10a13 13 0 0 1 3.1-3.6M3.5 3.5l13 13',
  filter: 'M3 5h14M5.8 10h8.4M8.6 15h2.8',
  flag: 'M5 17.2V3.4M5 4.2h9.8l-2 3.6 2 3.6H5',
  globe:
    'M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4zM2.9 10h14.2M10 2.8c2.2 2.1 3.1 4.5 3.1 7.2s-.9 5.1-3.1 7.2c-2.2-2.1-3.1-4.5-3.1-7.2s.9-5.1 3.1-7.2z',
  hash: 'M4 7.4h12.6M3.4 12.6H16M8.4 3.4 6.6 16.6M13.4 3.4l-1.8 13.2',
  home: 'M3.2 9.2 10 3.4l6.8 5.8M5 8v8.6h10V8M8.4 16.6v-4.4h3.2v4.4',
  info: 'M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4zM10 9.2v4.6M10 6.4v.1',
  key: 'M7 15.8a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2zM9.6 9.6l6-6M13 6.2l2.4 2.4',
  layers: 'm10 3.2 7.2 3.6L10 10.4 2.8 6.8zM2.8 10.2l7.2 3.6 7.2-3.6M2.8 13.4 10 17l7.2-3.6',
  link: 'M8.6 11.4a3 3 0 0 0 4.3 0l2.9-2.9a3 3 0 0 0-4.3-4.3l-1.3 1.3M11.4 8.6a3 3 0 0 0-4.3 0l-2.9 2.9a3 3 0 0 0 4.3 4.3l1.3-1.3',
  list: 'M7 5h10M7 10h10M7 15h10M3.2 5h.1M3.2 10h.1M3.2 15h.1',
  lock: 'M4.6 9h10.8v7.8H4.6zM7 9V6.4a3 3 0 0 1 6 0V9M10 12.2v1.6',
  mail: 'M2.8 5h14.4v10.2H2.8zM3 5.4l7 5.6 7-5.6',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  message: 'M3.2 4.2h13.6v9.6H9.4L6 16.8v-3H3.2zM6.4 7.6h7.2M6.4 10.4h4.6',
  minus: 'M4.5 10h11',
  more: 'M4.6 10h.1M10 10h.1M15.4 10h.1',
  pause: 'M7 4.5v11M13 4.5v11',
  people:
    'M7.4 9.6a2.9 2.9 0 1 0 0-5.8 2.9 2.9 0 0 0 0 5.8zM2.4 16.2c.3-2.7 2.2-4.2 5-4.2s4.7 1.5 5 4.2M13 4.2a2.8 2.8 0 0 1 0 5.2M14.6 12.3c1.7.5 2.8 1.8 3 3.9',
  person: 'M10 9.8a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3.8 16.8c.4-3 2.7-4.6 6.2-4.6s5.8 1.6 6.2 4.6',
  plus: 'M10 4.5v11M4.5 10h11',
  print: 'M6 7V3h8v4M6 14H3.2V7h13.6v7H14M6 11.6h8V17H6z',
  refresh: 'M16 9.8a6 6 0 1 1-1.8-4.4L16 7.2M16 3.4v3.8h-3.8',
  scales: 'M10 3v14M6.2 17h7.6M4 6l6-1.6L16 6M4 6l-2 5.4h4zM16 6l-2 5.4h4z',
  search: 'M9 14.6A5.6 5.6 0 1 0 9 3.4a5.6 5.6 0 0 0 0 11.2zM13.2 13.2l3.6 3.6',
  settings:
    'M3 6h7M14 6h3M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM3 14h3M10 14h7M8 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  shield: 'M10 2.8 16 5v4.6c0 3.6-2.4 6.2-6 7.6-3.6-1.4-6-4-6-7.6V5zM7.3 9.9l1.9 1.9 3.5-3.9',
  'sign-out': 'M12 4H4.4v12H12M8.4 10h8.4M13.6 6.8l3.2 3.2-3.2 3.2',
  sort: 'M6.4 4v12M3.6 13.2 6.4 16l2.8-2.8M13.6 16V4M10.8 6.8 13.6 4l2.8 2.8',
  star: 'm10 3 2.1 4.5 4.9.6-3.6 3.4.9 4.9L10 14l-4.3 2.4.9-4.9L3 8.1l4.9-.6z',
  tag: 'M3.2 3.2h6.6l7 7-6.6 6.6-7-7zM6.6 6.6h.1',
  target:
    'M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4zM10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM10 10h.1',
  trash: 'M3.8 5.6h12.4M7.6 5.6V3.4h4.8v2.2M5.2 5.6l.8 11.2h8l.8-11.2M8.4 8.8v4.8M11.6 8.8v4.8',
  undo: 'M7.6 4.4 4 8l3.6 3.6M4.4 8h7.2a4 4 0 0 1 0 8H8',
  unlock: 'M4.6 9h10.8v7.8H4.6zM7 9V6.2a3 3 0 0 1 5.8-1M10 12.2v1.6',
  upload: 'M10 12.8V3.5M6.2 7.1 10 3.3l3.8 3.8M3.8 16.5h12.4',
} as const

export type IconName = keyof typeof paths
export const iconNames = Object.keys(paths) as IconName[]

/** `<Icon name="lock" />`: a picture beside words, in their color; silent for screen readers unless `label` is given. */
export function Icon({
  name,
  label,
  className = 'size-4',
}: {
  name: IconName
  label?: string
  className?: string
}) {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${className}`}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <path d={paths[name]} />
    </svg>
  )
}
