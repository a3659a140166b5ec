// Files that are named for what they list, not for the machine they come from.
const GENERIC =
  /^(?:software|programs?|apps?|applications?|installed|installed[-_ ]?(?:software|programs|apps)|list|inventory|export|uninstall|winget|choco|licen[cs]es?|antivirus|av|info|query|process(?:es)?|update|status|version|health|defender|office|windows|registry|hardware|os|system|软件|软件清单|软件列表|已安装软件|杀毒|杀毒软件|许可证|授权)(?:[-_ .]?(?:list|info|x?\d+|hklm|hkcu|user|machine|wow64))?$/i

/**
 * Which machine each member of a zip comes from: its file stem, or its folder when a folder holds several files of one
 * machine, which shows in stems that are named for their content or that come again in other folders.
 */
export function machineNames(paths: readonly string[]): Map<string, string> {
  const places = paths.map((path) => {
    const parts = path.split('/')
    const stem = parts.at(-1)!.replace(/(?<=.)\.[^.]{1,8}$/, '')
    return { path, folder: parts.slice(0, -1).join('/'), name: parts.at(-2) ?? null, stem }
  })
  const folders = Map.groupBy(places, ({ folder }) => folder)
  const foldersOfStem = Map.groupBy(places, ({ stem }) => stem.toLowerCase())

  const isOneMachine = (folder: string) => {
    const files = folders.get(folder)!
    if (folder === '' || files.length < 2) return false
    return files.some(({ stem }) => GENERIC.test(stem) || foldersOfStem.get(stem.toLowerCase())!.length > 1)
  }
  const oneMachine = new Set([...folders.keys()].filter(isOneMachine))
  return new Map(
    places.map(({ path, folder, name, stem }) => {
      const generic = GENERIC.test(stem) && name !== null
      return [path, oneMachine.has(folder) || generic ? name! : stem]
    }),
  )
}
