/* The little that pages do in the browser. All of it is help: every page reads and sends without. */
import { Button, CharacterCount, ErrorSummary, FileUpload, PasswordInput, SkipLink, createAll } from 'govuk-frontend'

const FILES = {
  i18n: {
    chooseFilesButton: 'Chọn tệp',
    dropInstruction: 'hoặc kéo tệp thả vào đây',
    noFileChosen: 'Chưa chọn tệp nào',
    multipleFilesChosen: { other: 'Đã chọn %{count} tệp' },
    enteredDropZone: 'Đã vào vùng thả tệp',
    leftDropZone: 'Đã ra khỏi vùng thả tệp',
  },
}
const PASSWORD = {
  i18n: {
    showPassword: 'Hiện',
    hidePassword: 'Ẩn',
    showPasswordAriaLabel: 'Hiện mật khẩu',
    hidePasswordAriaLabel: 'Ẩn mật khẩu',
    passwordShownAnnouncement: 'Mật khẩu đang hiện',
    passwordHiddenAnnouncement: 'Mật khẩu đã ẩn',
  },
}
const COUNT = {
  i18n: {
    charactersUnderLimit: { other: 'Còn viết được %{count} chữ cái' },
    charactersAtLimit: 'Đã đủ số chữ cái',
    charactersOverLimit: { other: 'Thừa %{count} chữ cái' },
    textareaDescription: { other: 'Viết được nhiều nhất %{count} chữ cái' },
  },
}

function start(scope) {
  createAll(Button, { preventDoubleClick: true }, scope)
  createAll(ErrorSummary, {}, scope)
  createAll(FileUpload, FILES, scope)
  createAll(PasswordInput, PASSWORD, scope)
  createAll(CharacterCount, COUNT, scope)
  for (const button of scope.querySelectorAll('[data-kh-print]')) button.hidden = false
}

function printedNow() {
  const text = new Intl.DateTimeFormat('vi', { dateStyle: 'short', timeStyle: 'short' }).format(new Date())
  for (const place of document.querySelectorAll('[data-kh-now]')) place.textContent = text
  for (const closed of document.querySelectorAll('details:not([open]):not(.kh-flag)')) closed.open = true
}

/* Alt with a letter (data-kh-key) follows a link or presses a button: with a modifier, so that typing never sets it off. */
function press(event) {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const target = [...document.querySelectorAll('[data-kh-key]')].find((one) => event.code === `Key${one.dataset.khKey.toUpperCase()}`)
  if (!target) return
  event.preventDefault()
  target.click()
}

function closeFlags(event) {
  if (event.type === 'keydown' && event.key !== 'Escape') return
  for (const flag of document.querySelectorAll('details.kh-flag[open]')) {
    if (event.type === 'keydown' || !flag.contains(event.target)) flag.open = false
  }
}

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
start(document)
createAll(SkipLink)
document.addEventListener('htmx:afterSettle', (event) => start(event.target))
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-kh-print]')) window.print()
  closeFlags(event)
})
document.addEventListener('keydown', (event) => {
  press(event)
  closeFlags(event)
})
window.addEventListener('beforeprint', printedNow)
