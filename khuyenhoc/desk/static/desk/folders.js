/* A folder, chosen or dropped: its files with their paths in it, by which a unit may be known. Without it files come without. */
(() => {
  const pathOf = (file) => paths.get(file) || file.webkitRelativePath || file.name
  const paths = new WeakMap()

  const filesIn = async (entry) => {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject))
      paths.set(file, entry.fullPath.replace(/^\//, ''))
      return [file]
    }
    const reader = entry.createReader()
    const found = []
    for (;;) { // a reader gives a hundred at a time, and none when it is done
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))
      if (!some.length) return found
      for (const one of some) found.push(...await filesIn(one))
    }
  }

  const take = (input, files) => {
    const held = new DataTransfer()
    for (const file of files) held.items.add(file)
    input.files = held.files
    // The list has copies of the files: they are the same ones in the same order.
    for (const [n, file] of Array.from(input.files).entries()) paths.set(file, pathOf(files[n]))
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }

  for (const form of document.querySelectorAll('.kh-upload')) {
    const input = form.querySelector('input[type=file]')
    form.addEventListener('drop', async (event) => {
      const entries = Array.from(event.dataTransfer.items, (item) => item.webkitGetAsEntry?.()).filter(Boolean)
      if (!entries.some((entry) => entry.isDirectory)) return
      event.preventDefault()
      event.stopPropagation()
      const found = []
      for (const entry of entries) found.push(...await filesIn(entry))
      take(input, found)
    }, true)
    form.addEventListener('submit', () => {
      const field = form.querySelector('[name=duong_dan]')
      field.value = JSON.stringify(Array.from(input.files, pathOf))
    })
  }
})()
