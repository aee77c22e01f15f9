/* Photos are made smaller in the phone and sent at once, with how far they are: help, since the form sends them without. */
(() => {
  const SIDE = 1600
  const form = document.querySelector('form[data-photos]')
  if (!form || !window.FormData || !window.Promise) return
  const input = form.querySelector('input[type=file]')
  const status = document.getElementById('dang-gui')
  const kept = document.getElementById('cac-anh')
  const button = form.querySelector('[data-photos-send]')

  const smaller = async (file) => {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type) || !window.createImageBitmap) return file
    try {
      const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
      const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
      const canvas = document.createElement('canvas')
      canvas.width = Math.round(picture.width * scale)
      canvas.height = Math.round(picture.height * scale)
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height)
      const made = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
      return made && made.size < file.size ? made : file
    } catch {
      return file // what the phone cannot open, the server may
    }
  }

  const send = (file) => new Promise((resolve, reject) => {
    const data = new FormData()
    data.append('anh', file, file.name || 'anh.jpg')
    data.append('viec', 'anh')
    const request = new XMLHttpRequest()
    request.open('POST', form.dataset.photos)
    request.setRequestHeader('X-Requested-With', 'fetch')
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) status.textContent = status.dataset.sending.replace('%s', Math.round(100 * event.loaded / event.total))
    })
    request.addEventListener('load', () => resolve(request))
    request.addEventListener('error', reject)
    request.send(data)
  })

  const empty = () => {
    input.value = ''
    input.dispatchEvent(new Event('change')) // the field says that it is empty again
  }

  input.addEventListener('change', async () => {
    const files = [...input.files]
    if (!files.length) return
    button.disabled = true
    try {
      let failed = false, heavy = false
      for (const file of files) {
        const made = await smaller(file)
        if (made.size > status.dataset.largest) {
          heavy = true // it would only be refused, after minutes on a slow line
          continue
        }
        const answer = await send(made)
        if (answer.status === 200 || answer.status === 409) kept.innerHTML = answer.responseText
        else throw new Error(answer.status)
        failed = failed || answer.status === 409
      }
      empty()
      status.textContent = heavy ? status.dataset.heavy : failed ? '' : status.dataset.done
    } catch {
      status.textContent = status.dataset.failed // the files stay in the field, for the button
    }
    button.disabled = false
  })
})()
