/** Hands a text to the browser as a file. */
export function save(name: string, content: string | Blob, type: string): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, 1000)
}
