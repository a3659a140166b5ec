import { type Organization, person } from './person.ts'

export const mediationBodies: readonly Organization[] = [
  {
    key: 'peopleMediation',
    kind: 'mediation_body',
    name: '海曲市软件版权人民调解委员会',
    nameEn: 'Haiqu People’s Mediation Committee for Software Copyright',
    code: 'MADEMM01',
    district: '370202',
    sector: 'S',
    people: [
      person('registrar', '文书仪', 'wen@mediation', ['registrar', 'head'], { shown: true }),
      person('mediator', '和允中', 'he@mediation', ['mediator'], { shown: true }),
      person('mediator2', '平心', 'ping@mediation', ['mediator']),
    ],
  },
  {
    key: 'commercialMediation',
    kind: 'mediation_body',
    name: '海曲商事调解中心',
    nameEn: 'Haiqu Commercial Mediation Center',
    code: 'MADEMM02',
    district: '370212',
    sector: 'S',
    people: [
      person('registrar2', '景行', 'jing@commercial-mediation', ['registrar', 'head']),
      person('mediator3', '言和', 'yan@commercial-mediation', ['mediator']),
      person('mediator4', '公羊平', 'gongyang@commercial-mediation', ['mediator']),
    ],
  },
]
