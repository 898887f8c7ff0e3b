"""A form opened in a browser: what is clicked and typed in it, and all that it asked for or said."""

import importlib.resources
import importlib.util
import json

AXE = None if importlib.util.find_spec("axe_playwright_python") is None else "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Opened:
    """A form, and all that it asked for or said."""

    def __init__(self, context, file) -> None:
        self.file = file
        self.page = context.new_page()
        self.requests, self.events, self.dialogs = [], [], []
        self.agree = True
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.events.append(message.text))
        self.page.on("pageerror", lambda error: self.events.append(str(error)))
        self.page.on("dialog", self._answer)
        self.page.goto(file.as_uri())

    def _answer(self, dialog) -> None:
        self.dialogs.append((dialog.type, dialog.message))
        dialog.accept() if self.agree else dialog.dismiss()

    def ask(self, script: str, *values):
        return self.page.evaluate(script, *values)

    def text(self, element_id: str) -> str:
        return " ".join(self.page.locator(f"#{element_id}").inner_text().split())

    def pick(self, question: str, option: str) -> None:
        self.page.locator(f"[id='q-{question}--o--{option}']").click()

    def say(self, question: str, **texts: str) -> None:
        more = self.page.locator(f"fieldset[data-question='{question}'] details.more")
        if not more.evaluate("e => e.open"):
            more.locator("summary").click()
        for name, text in texts.items():
            field = self.page.locator(f"#q-{question}--{name}")
            field.select_option(text) if name == "target" else field.fill(text)

    def open(self, file) -> str:
        """Open a saved file; give what the form says of it."""
        self.ask("document.getElementById('opened').replaceChildren()")
        self.page.locator("#open").set_input_files(file)
        self.page.locator("#opened p").first.wait_for()
        return self.text("opened")

    def saved(self):
        with self.page.expect_download() as waiting:
            self.page.locator("#save").click()
        return json.loads(waiting.value.path().read_text("utf-8"))


def wrong_by_axe(form: Opened, part: str = "html") -> list[str]:
    """What axe-core, the usual checker of accessibility, finds wrong with a page."""
    form.ask((importlib.resources.files("axe_playwright_python") / AXE).read_text(encoding="utf-8"))
    found = form.ask("([part, rules]) => axe.run(part, {runOnly: rules})", [part, RULES])
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]
