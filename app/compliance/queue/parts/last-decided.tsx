import { Button } from '~/design/button'
import { Notice } from '~/design/notice'
import { MoveForm } from '~/web/move-form'
import { useInventoryTexts } from '../../parts/texts'

/** What was just decided, with the way back. */
export function LastDecided({ entry }: { entry: { id: string; title: string; computers: number } }) {
  const texts = useInventoryTexts().queue
  return (
    <div className="mb-4">
      <Notice
        meaning="ok"
        actions={
          <MoveForm move="undo" hidden={{ entryId: entry.id }}>
            <Button size="small" icon="undo" data-hotkey="u">
              {texts.undo}
            </Button>
          </MoveForm>
        }
      >
        {texts.decided(entry.title, entry.computers)}
      </Notice>
    </div>
  )
}
