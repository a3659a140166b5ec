import { Button } from '~/design/button'
import { Code } from '~/design/code'
import { Notice } from '~/design/notice'
import { saveFile } from '~/design/save-file'
import { useAlive } from '~/design/scripted'
import { useLicensesTexts } from '../../parts/texts'

/** The file that only the given key opens: shown once, to be saved or copied. */
export function Exported({ file }: { file: string }) {
  const texts = useLicensesTexts().keyExports
  const alive = useAlive()
  return (
    <div className="mb-6 space-y-3" role="status">
      <Notice meaning="ok" title={texts.taken}>
        {texts.takenHow}
      </Notice>
      {alive && (
        <Button look="primary" icon="download" onClick={() => saveFile('license-keys.csv.age', file)}>
          {texts.save}
        </Button>
      )}
      <div className="max-h-60 overflow-y-auto">
        <Code block copy>
          {file}
        </Code>
      </div>
    </div>
  )
}
