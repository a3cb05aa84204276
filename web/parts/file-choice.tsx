/** A file from the reader's machine as a text. Nothing is sent anywhere. */
export interface TextFile {
  readonly name: string
  readonly text: string
}

export function FileChoice({
  says,
  accept,
  chosen,
}: {
  readonly says: string
  readonly accept: string
  readonly chosen: (file: TextFile | null) => void
}): React.ReactNode {
  return (
    <label className="field file-choice">
      {says}{' '}
      <input
        type="file"
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (!file) chosen(null)
          else
            void file.text().then((text) => {
              chosen({ name: file.name, text })
            })
        }}
      />
    </label>
  )
}
