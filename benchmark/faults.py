"""Mistakes in users' files are values: file, place, rule, remedy. All of a file's faults are reported at once.

The catalogue below is the only place where their words stand; the tests read it too.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Fault(NamedTuple):
    """One mistake: where it is, what is wrong, what to do."""

    file: str
    place: str
    code: str
    rule: str
    remedy: str

    def __str__(self) -> str:
        """Write the fault on one line. It quotes names and files of others: they must not look like lines of ours."""
        where = f"{self.file}, {self.place}" if self.place else self.file
        return printable(f"{where}: {self.rule} {self.remedy}")


def printable(text: str) -> str:
    """Take out what could end a line, move a terminal's cursor, or turn the direction of its text."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "?" for c in text)


def fault(code: str, file: str, place: str = "", **values: object) -> Fault:
    """Make a fault from the catalogue; `values` fill the gaps in its words."""
    rule, remedy = CATALOGUE[code]
    return Fault(file, place, code, rule.format(**values), remedy.format(**values))


CATALOGUE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # Any file
        "missing-file": ("There is no such file.", "Check the name, or the folder that you are in."),
        "unreadable": ("The file cannot be read: {why}.", "Close it in other programs and check that you may open it."),
        "a-folder": ("This is a folder, and a file is needed.", "Name a file in it."),
        "a-file": ("This is a file, and a folder is needed.", "Choose another name for the folder."),
        "workbook-not-text": (
            "This is a workbook or a zip file, and text is needed.",
            "Check the name. For a table, save the sheet as CSV, in Excel: Save as, CSV UTF-8.",
        ),
        "unusable": ("This cannot be used: {why}.", "Check the name, and that you may open it."),
        "unwritable": (
            "The file cannot be written: {why}.",
            "What was there before is whole. Free some space, or close the file in other programs, and try again.",
        ),
        "unconfirmed": (
            "The file is written, but the disk did not confirm it: {why}.",
            "Check the disk, then run the command again.",
        ),
        "too-large": ("The file is {size:,} bytes; the limit is {limit:,}.", "Check that it is the right file."),
        "not-utf8": ("The text is not UTF-8 (byte {byte}).", "Save it again with the encoding UTF-8."),
        "not-toml": ("This is not valid TOML: {why}.", "Correct that line."),
        "not-json": ("This is not valid JSON: {why}.", "Ask the sender for the file again."),
        "unknown-format": ('The format is "{found}"; this program reads "{wanted}".', "{remedy}"),
        "unknown-key": ('"{key}" is not known here.', "{remedy}"),
        "missing-key": ('"{key}" is missing.', "Add it."),
        "wrong-kind": ('"{key}" should be {wanted}.', "Correct it."),
        "not-one-of": ('"{value}" is not one of the choices for "{key}".', "Choose one of: {choices}."),
        # Workbooks
        "not-a-workbook": (
            "The workbook cannot be read: {why}.",
            "Open it in Excel or LibreOffice and save it again as .xlsx.",
        ),
        "no-such-sheet": ('The sheet "{sheet}" is not known here.', "{remedy}"),
        "no-such-sheet-column": ('The column "{column}" is not known in this sheet.', "{remedy}"),
        "merged-cells": ("Cells are merged.", "Separate them: each cell holds one thing."),
        "a-formula": ("The cell holds a formula.", "Copy it, and paste its value only."),
        "bad-cell": ("The cell should hold {wanted}, not {found}.", "{remedy}"),
        "a-gap": ("A cell before this one is empty.", "Fill it, or move what follows to the left."),
        "cell-too-long": (
            "The text is too long for a cell of Excel.",
            "Shorten it to {limit:,} characters, or keep the question set as TOML.",
        ),
        "not-for-excel": (
            "There is more of this than a workbook has room for: {count:,}; the limit is {limit:,}.",
            "Keep the question set as TOML.",
        ),
        # The workbook in which a council answers
        "too-many-sheets": (
            "There are {count} sections with questions; a workbook holds {limit}.",
            "Write fewer of them, with --section.",
        ),
        "not-an-answer-book": (
            "This is not a workbook in which a council answers.",
            "Give one that `council-benchmark questions workbook` wrote. For an author's: `questions from-excel`.",
        ),
        "other-edition": (
            'It was made from another edition of "{id}" {version}.',
            "Give the question set that it was made from with --set, or make it again.",
        ),
        "two-sets": ("Its sheets belong to different question sets.", "Bring in one workbook for each of them."),
        "two-answers": (
            "The question has an answer, and it says not applicable too.",
            "Empty one of the two cells.",
        ),
        "half-answered": ("Some of these options are still empty.", "Answer yes or no to each of them, or to none."),
        "no-question-here": ("There is no question in this row.", "Move it to the row of its question, or empty it."),
        "no-room": (
            "The {rows} need {count:,} {what}; a workbook holds {limit:,}.",
            "Write fewer of them, with --section; or answer in the terminal.",
        ),
        "not-a-line": ('"{value}" is not one of the lines.', "Choose one from the list in the cell."),
        "no-line": ("The row does not say which line it belongs to.", "Choose one from the list in the cell."),
        "empty-row": ("The row names a line, and says nothing about its {row}.", "Fill it in, or empty the cell."),
        "line-twice": ('The line "{line}" stands in another sheet too, with other {rows}.', "Keep one of the two."),
        # Colleagues
        "other-role": (
            "The file holds the answers of {found}; its name says that they are those of {wanted}.",
            'Rename it, or correct "as".',
        ),
        "changed-meanwhile": (
            "Somebody answered here while you were asked.",
            "Nothing was changed. Run the command again to see what would change now.",
        ),
        "question-twice": (
            'The question "{id}" is answered in {other} too, in another way.',
            "Keep one of the two.",
        ),
        # Question sets
        "bad-id": (
            '"{id}" is not an id.',
            "Use lower-case letters, digits and single hyphens, such as contract-register.",
        ),
        "long-id": ("This is longer than {limit} characters.", "Choose a shorter one."),
        "reserved-id": ('The id "{id}" has a meaning of its own.', "Choose another id."),
        "repeated-id": ('The id "{id}" is used twice.', "Give each its own id."),
        "no-questions": ("There is no question.", "Add at least one [[question]]."),
        "unknown-section": ('There is no section "{id}".', "Use the id of a [[section]], or add that section."),
        "circular-section": ('The section "{id}" stands inside itself.', "Change its parent."),
        "empty-section": ("No question belongs to this section.", "Add a question to it, or remove it."),
        "unknown-scale": ('There is no answer scale "{id}".', "Add [scales.{id}], or use the id of one that exists."),
        "one-way-to-answer": (
            "A question needs exactly one way to answer; this one has {found}.",
            "Keep one of: levels, options, scale, number.",
        ),
        "too-few-levels": ("The number of levels or options is {count}.", "Give at least two."),
        "wrong-next": ("There are {count} next steps for {levels} levels.", "Give one for each step up: {wanted}."),
        "too-many-options": ("There are {count} options.", "Use at most {limit}."),
        "no-range": (
            "Every answer earns the same, so it cannot be scored.",
            "Change the points, or write scored = false.",
        ),
        "bad-number": ("The number rule cannot work: {why}.", "Correct it."),
        "bad-register": ("There are {count} entries of {key}.", "Give at least 1, and at most {limit}."),
        "bad-column": ("The column cannot work: {why}.", "Correct it."),
        "bad-measure": ("The measure cannot work: {why}.", "Correct it."),
        "only-for-many": ('"{key}" is only for questions where several options may be chosen.', 'Add choose = "many".'),
        "only-for-options": (
            "Several answers can be chosen only from options.",
            'Remove choose = "many", or give options.',
        ),
        "unreachable": (
            "The threshold {value} in met_from is one that no answer can reach, or that every answer does.",
            "Use a value from {least} to {most}.",
        ),
        "unknown-theme": ('There is no theme "{id}".', "Add a [[theme]] with this id, or correct it."),
        "empty-theme": ("No question belongs to this theme.", "Name it in the `themes` of a question, or remove it."),
        "bad-rounding": ("A score cannot be rounded to {value} decimals.", "Use a whole number from -9 to 9."),
        "bad-stage-share": ("The share {value} cannot be used.", "Use a number above 0, up to 1."),
        "bad-weight": (
            "The weight {value} cannot be used.",
            'Use a number of 0 or more, or "high", "medium" or "low".',
        ),
        "no-weight": ("Everything in this section weighs nothing.", "Give at least one part a weight above 0."),
        "bad-stage": ("The stage {value} cannot be used.", "Number the stages 1, 2, 3 ..., up to 100."),
        "no-stages": ("The section is staged, but no question in it has a stage.", "Add stage = 1 and so on."),
        "bad-scale": ("The scale cannot work: {why}.", "Let it run from a lower to a higher number."),
        "bad-coverage": ("The coverage {value} cannot be used.", "Use a share from 0 to 1."),
        "unknown-attribute": ('There is no attribute "{id}".', "Add an [[attribute]] with this id, or correct it."),
        "unknown-option": ('"{value}" is not an option of "{id}".', "Use one of: {choices}."),
        "unmapped-option": ('Nothing is said for "{value}".', "Add it to the attribute's `from`."),
        "asked-later": ('"{id}" is asked later than this question.', "Move it before this question."),
        "unknown-question": ('There is no question "{id}".', "Use the id of a question that exists."),
        "applies-to-nobody": ("No council is asked this question.", "List at least one option in applies_to."),
        "asked-of-nobody": (
            "No council can be asked this question: {why}.",
            "Correct applies_to or asked_if, or remove the question.",
        ),
        "bad-band": ("The band starts at {value}, which {why}.", "Correct `from`."),
        # Translations of question sets
        "bad-language": ('"{value}" cannot be the language of questions.', "Use a tag such as cy, ga or fr-CA."),
        "other-language": ('The name of the file says "{named}".', "Let both say the same language."),
        "other-original": (
            "It translates {found}; this is {wanted}.",
            "Bring it up to date with `council-benchmark questions translate`.",
        ),
        "wrong-count": (
            '"{key}" has {count} texts; the original has {wanted}.',
            'Give as many, and leave "" where one is not translated.',
        ),
        "version-not-raised": (
            "Scores can move, but the version is still {version}, as {where}: {what}.",
            "Raise `version`.",
        ),
        # Crosswalks between versions of a question set
        "other-crosswalk": ("It names {found}, not {wanted}.", "Use the crosswalk between these two versions."),
        "old-crosswalk": (
            "The crosswalk was made with another edition of {wanted}.",
            "Make it again with `council-benchmark questions diff`, and carry your entries over.",
        ),
        "not-in-crosswalk": (
            "No entry says in `{side}` what became of it (it is in {version}).",
            "Add it to an entry, as dropped or new if nothing else.",
        ),
        "stranger-in-crosswalk": ("There is no such question in {version}, but `{side}` names it.", "Correct the id."),
        "twice-in-crosswalk": (
            "More than one entry names it in `{side}` (it is in {version}).",
            "Keep one of them.",
        ),
        "wrong-crosswalk-entry": (
            'The status "{status}" needs {old} in `from` and {new} in `to`.',
            "Correct the ids or the status.",
        ),
        "not-the-same": (
            'The status is "{status}", but options, points or numbers differ, so an answer means something else.',
            'Use the status "changed".',
        ),
        # Answers
        "bad-level": ('"{value}" is not an answer to this question.', "Use {choices}, or NA for not applicable."),
        "bad-choice": (
            '"{value}" is not an answer to this question.',
            "Use one or more of {choices} with ; between them, none, or NA for not applicable.",
        ),
        "bad-amount": ('"{value}" is not a number.', "Write a number such as 12 or 3.5, or NA for not applicable."),
        "not-a-step": ("{value} is not a whole number of steps of {step}.", "Round it to a multiple of {step}."),
        "outside": ("{value} is not from {least} to {most}.", "Correct it, or write NA for not applicable."),
        "bad-target": ('"{value}" cannot be a target here.', "Use {choices}."),
        "other-version": (
            "The answers were given to version {found} of {id}; this is version {wanted}.",
            "Use the question set that they belong to, or start a new assessment.",
        ),
        "other-set": ('The answers belong to "{found}", not to "{wanted}".', "Choose the right question set."),
        "bad-value": ('"{value}" cannot stand here.', "Write {wanted}; or nothing, where it is not known."),
        "over-100": ("{value} is no share of 100.", "Write a number from 0 to 100; or nothing, where it is not known."),
        "no-register": ('"{id}" has no register.', "Remove [lines], or use the question set that it belongs to."),
        "no-such-line": ('The register has no line "{id}".', "Correct the id, or remove it."),
        "too-many-in-a-line": ("There are {count} {rows} in this line.", "Keep at most {limit}."),
        "none-and-rows": ("It says that this line does not exist, and has {rows}.", "Keep one of the two."),
        "made-answer": ("This answer follows from the rows under [lines].", "Remove it, and correct the rows."),
        "no-such-question": ('The question set has no question "{id}".', "Correct the id, or remove the answer."),
        # Contracts that are brought in
        "no-register-header": (
            "None of the first {rows} rows names the columns of a register of contracts.",
            "Name at least two of them, such as Reference number and Title, or name them as the guide does.",
        ),
        "wide-register": ("The header has {found:,} columns; {limit:,} are read.", "Delete columns without a name."),
        "too-many-published": ("There are more than {limit:,} rows.", "Split the file, and bring in its parts."),
        "no-names-in-register": (
            "Nothing is read for the reference, the title or the description of a contract.",
            "Run the command again without --yes, and say which columns they are.",
        ),
        "contract-twice": (
            'The contract "{title}" stands in {first} too.',
            "Only the first row is read. Give each contract a reference of its own.",
        ),
        "not-ocds": (
            "This is no notice: no release in it has an ocid.",
            "On the page of the notice, download it as JSON (OCDS).",
        ),
        "no-award": ("The notice awards nothing yet.", "Bring in its award notice, or that of its contract."),
        "too-many-awards": ("It has more than {limit:,} {what}.", "Download one notice at a time."),
        "only-with-vat": ("The value is only given with VAT.", "Write the value without VAT into the register."),
        "not-in-pounds": ("The value is in {currency}, not in pounds.", "Write the value in pounds into the register."),
        # Answers that a form saved
        "not-a-form": ("This is not the file of a form: {why}.", "Save it again from the form."),
        "bad-entry": ("The entry cannot be read: {why}.", "Save the file again from the form."),
        "repeated-entry": ('"{key}" stands twice.', "Keep one of the two."),
        # Answers of many, in a CSV file
        "no-header": ("The first column must be `respondent`.", "Start the first line with respondent."),
        "unknown-column": ('The column "{column}" is not the id of a question or an attribute.', "{remedy}"),
        "repeated-column": ('The column "{column}" stands twice.', "Keep one of the two."),
        "too-many-columns": (
            "The header has {found:,} columns; there are {wanted:,} that can be read.",
            "Keep the column respondent, and one for each question and attribute.",
        ),
        "repeated-respondent": ('The respondent "{value}" stands twice.', "Give each respondent one row."),
        "unknown-respondent": (
            'The respondent "{value}" is not in the file of answers.',
            "Correct the name, or add the respondent there.",
        ),
        "no-respondent": ("The row has no respondent.", "Give it a name in the first column."),
        "wrong-cells": ("The row has {found} cells; the header has {wanted}.", "Check the commas of this row."),
        "no-rows": ("There is no row below the header.", "Add a row for each respondent."),
        "not-csv": ("This is not valid CSV: {why}.", "Save it again as CSV, with commas between the cells."),
        "attributes-disagree": (
            '"{value}" does not follow from the other attributes of this row, which make it "{wanted}".',
            "Correct one of them, or leave this cell empty.",
        ),
        "more-faults": ("{count:,} more mistakes are not listed.", "Correct these first."),
        # A table that is imported, and its mapping
        "a-workbook": ("This is a workbook, not a CSV file.", "Save the sheet as CSV, in Excel: Save as, CSV UTF-8."),
        "not-text": (
            "The text cannot be read as {encoding}.",
            "Save it again as CSV UTF-8, or name its `encoding` in the mapping.",
        ),
        "no-first-line": ("The first line names no column.", "Name the columns in the first line."),
        "too-many-rows": (
            "There are more than {limit:,} rows.",
            "Split the file, and import the parts into the same pool.",
        ),
        "unmapped-column": (
            'Nothing is said of the column "{column}".',
            "{guess}Map it in a mapping file, which --start-mapping begins, or list it there under `ignore`.",
        ),
        "no-such-column": ('The table has no column "{column}".', "{remedy}"),
        "no-such-rows": ("No row is as --where says.", "Compare it with the cells of that column."),
        "nameless-row": ("The row has no respondent.", "Give it a name, or delete the row."),
        "same-respondent": (
            'The respondent "{value}" stands in row {first} too.',
            "Keep one of the two rows. Capitals and spaces make no difference.",
        ),
        "unlisted-value": (
            '"{value}" is not among the values of this column.',
            "Correct the cell, or add it to the mapping.",
        ),
        "mixed-choice": (
            '"{value}" is an answer and no answer at once.',
            "Keep one of the two.",
        ),
        "other-number": (
            '"{value}" is not a number written with the decimal sign "{decimal}"{percent}.',
            "Correct the cell, or `decimal`, `thousands` and `percent` in the mapping.",
        ),
        "finer-number": (
            '"{value}" is finer than the steps of {step} of this question.',
            "Round it in the table, or say round = true in the mapping.",
        ),
        "one-target": (
            "The column names {found}.",
            "Give it one question or one attribute, or delete it here and list its name under `ignore`.",
        ),
        "no-such-id": ('The question set has no {kind} "{id}".', "{remedy}"),
        "two-columns": (
            'Two columns are sent to "{id}": "{first}" and "{second}".',
            "Keep one of the two, and list the other under `ignore`.",
        ),
        "no-such-values": ("There is no [values.{id}].", "Add it, or correct the name."),
        "two-meanings": ('"{value}" is listed twice, with different answers.', "Keep one of the two."),
        # A council's folder
        "no-council": ("This is not a council's folder.", "Run `council-benchmark init` in it first, or use --folder."),
        "no-assessment": (
            'There are no answers to "{id}" in the round {round} yet.',
            "Run `council-benchmark assess --set {id}` first.",
        ),
        "other-plan": ('The plan is on "{found}", not on "{wanted}".', "Move it away, or correct its name."),
        "good-plan": ("There is a good copy, with {steps}.", "To put it back: `{command}`."),
        "good-copy": (
            "There is a good copy of {when}, with {answers}.",
            "To put it back: `{command}`.",
        ),
        "bad-secret": (
            "The file with this council's secret is damaged.",
            "Restore it from a copy. A new secret would make a new pseudonym: tell your coordinator first.",
        ),
        # Returns and pools
        "not-a-return": ("This is not a return: {why}.", "Ask the sender for the file that `export` wrote."),
        "more-than-read": (
            "The file says more than a return may: a repeated key, an escape, or a number written another way.",
            "Ask the sender for the file that `export` wrote.",
        ),
        "bad-signature": (
            "The signature does not fit: the return was changed after it was signed, or not all of it arrived.",
            "Ask the council to export and send it again.",
        ),
        "bad-key": ("The key is not one that a council could have made.", "Ask the council to export it again."),
        "other-fingerprint": (
            'It was made with another edition of "{id}" {version}.',
            "Give the folder of the question set that the council used with --questions.",
        ),
        "answer-out-of-range": ('The answer {value} to "{id}" does not exist.', "Ask the council to export it again."),
        "conflict": (
            "Two different returns with the sequence {sequence} come from the same key; neither is counted.",
            "Ask the council to export once more: the higher sequence settles it.",
        ),
        "no-pool-at-all": (
            "{count:,} lines are no returns, so the rest was not read.",
            "Check that it is the right file.",
        ),
        "not-for-pools": (
            "This kind of file is not a return or a pool.",
            "Give .json returns, .jsonl pools, or folders.",
        ),
        "full-withdrawal": (
            "A withdrawal may hold no answers and no attributes.",
            "Ask the council to withdraw again.",
        ),
        # Returns that a form made without a signature
        "unsigned": (
            "The return is not signed: a browser made it that cannot sign.",
            "Save it in the inbox of its network's coordinator, and run `council-benchmark network inbox`.",
        ),
        "not-unsigned": (
            "This is not an unsigned return: {why}.",
            "Ask the council to make it again in the form.",
        ),
        "unsigned-uninvited": (
            "The return is not signed, and this network has no invitations that could vouch for it.",
            "Ask the council for a signed one: from the form in a newer browser, or by `export`.",
        ),
        "signed-too": (
            "The return is not signed, and its council sent a signed one of its own, which stands.",
            "Nothing is to be done; to correct it, the council makes that one again.",
        ),
        "imported-elsewhere": (
            "The return is not signed, and one with its invitation was imported in another user's profile.",
            "Look at the inbox there. Imported here too, neither would count.",
        ),
        "unsigned-differs": (
            "The return is not signed, and there is another one with the same number and other answers.",
            "Ask the council which one holds, and take the other one out of the inbox.",
        ),
        "private-answers": (
            "This is a council's own file of answers, with its notes and evidence. It should not have left it.",
            "Delete it, and ask the council for its return: the form makes it, and so does `export`.",
        ),
        # Predecessors and successors
        "not-these-columns": ("The columns are not those of such a table.", "Name them, in any order: {wanted}."),
        "empty-cell": ("The cell is empty.", "Fill it in, or delete the row."),
        "not-one-line": ("This is not one line of at most {most} characters.", "Shorten it, in plain text."),
        "not-a-day": ('"{value}" is not a date.', "Write it as year, month, day: 2028-04-01."),
        # Spend controls
        "too-many-controls": ("There are {count} controls.", "Keep at most {limit}."),
        "bad-limit": ("The limit {value} cannot be used.", "Use a number from 0 up."),
        "not-for-this-test": ('The test "{test}" does not look at "{key}".', "Remove it, or choose another test."),
        "not-a-quarter": ('"{value}" is not a day or a quarter.', "Write it as 2028-04-01, or as 2028-Q2."),
        "no-controls": ("There are no spend controls for this question set.", "Name a file of them: --controls FILE."),
        "repeated-change": ('"{council}" stands twice for "{successor}".', "Keep one of the two rows."),
        "no-rows-of-councils": ("There is no row below the header.", "Add a row for each predecessor."),
        # Mentoring cards
        "not-on-card": (
            'The question "{id}" is of a section that the card does not name.',
            "Add its section to `sections`, or remove the line.",
        ),
        # A council's own page, as a table
        "no-commitments": ("There is no row below the header.", "Ask the council for the table beside its page."),
        "too-many-commitments": (
            "There are {count:,} rows; the question set has {limit:,} questions.",
            "Ask the council for the table beside its page.",
        ),
        "not-alike": (
            '"{key}" is not the same in every row of the page.',
            "Keep the tables of two councils, or of two rounds, in files of their own.",
        ),
        "page-of-other-version": (
            'It was made with another edition of "{id}": version {found}; this is {wanted}.',
            "Ask the council to publish its page again, or give that edition with --questions.",
        ),
        "commitment-twice": ('The question "{id}" stands in row {first} too.', "Keep one of the two rows."),
        "bad-address": ('"{value}" is not a web address that everybody can open.', "{remedy}"),
        "bad-council": ('"{value}" cannot be the name of a council here.', "{remedy}"),
        "two-pages": (
            "There is another page of {council} of the round {round}, and it says something else; neither is shown.",
            "Ask the council which of the two holds, and leave the other one out.",
        ),
        # Contracts cards
        "other-register": (
            'The card is on "{found}", not on "{wanted}".',
            "Leave it out, or name its question set with --set.",
        ),
        "too-many-contracts": ("There are {count:,} contracts; the limit is {limit:,}.", "Leave some out."),
        "long-extension": ("The options to extend are {value} months.", "Write whole months, from 0 to {limit}."),
        "two-costs": ("It has a cost and a band of the cost.", "Keep one of the two."),
        "two-cards": (
            'Another card of "{council}" for the round {round} says something else: {other}. Neither counts.',
            "Ask the council which one holds, and leave the other out.",
        ),
        "not-a-contracts-card": (
            "This is not a contracts card.",
            "Give the .toml files that `council-benchmark contracts card` wrote, or folders of them.",
        ),
        "a-councils-folder": (
            "This is a council's own folder, with all that it keeps.",
            "Make its card with `council-benchmark contracts card`.",
        ),
        "too-many-files": ("There are more than {limit:,} files; the others were not read.", "Give fewer."),
        # Networks and invitations
        "no-network": (
            "This is not a coordinator's folder: it has no network.toml.",
            "Run `council-benchmark network new` in it first, or use --folder.",
        ),
        "bad-invitations": (
            "The file with the invitations of this council is damaged.",
            "Delete it, and run `council-benchmark join` with your invitation again.",
        ),
        "too-long": ('"{key}" is longer than {limit} characters.', "Shorten it."),
        "a-person": (
            '"{value}" looks like the address of a person.',
            "Name a role or the network, such as Network coordinator.",
        ),
        "bad-invitation-key": ("The key of an invitation is not one that this program makes.", "{remedy}"),
        "repeated-key": ("The same invitation is listed twice.", "Keep one of the two."),
        "not-shared": (
            '"{id}" is not an attribute of the question set that returns may hold.',
            "Choose from: {choices}.",
        ),
        "bad-code": ("The invitation code cannot be right: {why}.", "{remedy}"),
        "no-column": ('The column "{column}" is missing.', "Add it to the first line."),
        "no-name": ("The row has no council.", "Write the council's name, or delete the row."),
        "bad-name": (
            '"{value}" cannot be the name of a council here.',
            "Use at most 200 characters, the first a letter.",
        ),
        "bad-email": ('"{value}" is not an e-mail address.', "Correct it, or leave the cell empty."),
        "repeated-council": ('The council "{value}" stands twice.', "Give each council one row."),
        "bad-row-number": ('"{value}" cannot be the number of an invitation.', "Number the rows 1, 2, 3."),
        "used-twice": (
            "Two keys use the same invitation; neither is counted.",
            "Ask the council which is theirs. If one is not, retire the invitation and issue another.",
        ),
        # An inbox
        "other-place": (
            "It is for {found}, not for {wanted}.",
            "Ask the council to join with your invitation and export again.",
        ),
        "empty-file": ("The file is empty.", "Ask the sender to attach it again."),
        "not-a-file-for-us": ("This is {what}, not a return.", "Ask the council for the file that `export` wrote."),
        "an-email": ("This is a whole e-mail.", "Open it, and save the attached .json file here."),
        "too-many-parts": (
            "It holds more than {limit:,} returns; the others were not looked at.",
            "Check that it is the right file.",
        ),
        "bad-zip": ("The zip file cannot be opened: {why}.", "Ask the sender for the .json file without zip."),
        # Benchmarks
        "not-a-ledger": (
            "The ledger of this round is damaged: {why}.",
            "Restore it from a copy: without it nobody can say what a new publication would give away.",
        ),
        "other-ledger": (
            "The ledger belongs to {found}.",
            "Move it away if it does not belong beside this pool.",
        ),
        "not-a-benchmark": ("This is not a benchmark: {why}.", "Ask the network for the published file again."),
    }
)
