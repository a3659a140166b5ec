const { organizations } = await import('./db/seeds/cast.ts')
const o = organizations.find((o) => o.name.includes('华芯'))!
console.log(o.people[0]!.key)
