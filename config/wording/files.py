"""Sentences about files, encodings and YAML itself: (Chinese, English)."""

from __future__ import annotations

from typing import Final

FILES: Final[dict[str, tuple[str, str]]] = {
    "home-missing": ("没有这个工作目录", "there is no such home folder"),
    "home-not-a-folder": ("工作目录应是文件夹，这里是文件", "a home is a folder; this is a file"),
    "file-missing": ("缺少这个文件", "this file is missing"),
    "file-unreadable": ("文件读不出来：{why}", "the file cannot be read: {why}"),
    "file-too-large": (
        "文件有 {size}，超过上限 {limit}，没有读取",
        "the file has {size}, more than the limit of {limit}; it was not read",
    ),
    "file-empty": ("文件是空的", "the file is empty"),
    "is-a-folder": ("这里应是文件，却是文件夹", "this should be a file and is a folder"),
    "not-a-file": ("这不是普通文件", "this is no ordinary file"),
    "folder-unreadable": ("文件夹读不出来", "the folder cannot be read"),
    "calendar-folder-missing": ("没有工作日历文件夹", "there is no folder of calendars"),
    "programmes-folder-missing": ("没有工作方案文件夹", "there is no folder of programmes"),
    "calendar-folder-empty": (
        "没有任何年份的工作日历，工作日只按周一至周五推算",
        "no calendar of any year: working days are Monday to Friday",
    ),
    "programmes-folder-empty": ("还没有任何工作方案", "there is no programme yet"),
    "units-folder-missing": (
        "责任单位名册文件夹打不开",
        "the folder of rosters leads nowhere",
    ),
    "units-folder-empty": (
        "责任单位名册文件夹里没有文件",
        "the folder of rosters holds no file",
    ),
    "encoding-foreign": (
        "文件编码是 {encoding}，应另存为 UTF-8",
        "the file is encoded in {encoding}; save it as UTF-8",
    ),
    "encoding-unknown": (
        "认不出文件编码（可能不是文本文件），应另存为 UTF-8",
        "the encoding is not recognised (perhaps no text file); save it as UTF-8",
    ),
    "encoding-broken": (
        "这里有不完整的字符，文件可能损坏或混用了编码，应另存为 UTF-8",
        "a broken character: the file is damaged or mixes encodings; save it as UTF-8",
    ),
    "character-forbidden": (
        "这里有看不见的控制字符 {character}",
        "there is an invisible control character {character} here",
    ),
    "yaml-broken": ("YAML 写法有误：{why}", "broken YAML: {why}"),
    "several-documents": (
        "一个文件只能写一份内容，“---”以下没有读取",
        "a file holds one document; what follows this “---” was not read",
    ),
    "too-deep": (
        "层级太深（超过 {limit} 层），没有读取",
        "nested too deeply; the file was not read",
    ),
    "too-many-nodes": (
        "内容太多（超过 {limit} 项），没有读取",
        "more than {limit} values; the file was not read",
    ),
    "alias-bomb": (
        "引用（*名称）展开后超过 {limit} 项，没有读取",
        "aliases stand for more than {limit} values; the file was not read",
    ),
    "alias-unknown": (
        "“*{name}”会被当作引用，而没有“&{name}”；如果是文字，请加引号",
        "“*{name}” is read as an alias, and there is no “&{name}”; quote it if it is text",
    ),
    "anchor-unfit": (
        "“&{name}”会被当作锚点，锚点名称只能用英文字母、数字、_ 和 -；如果是文字，请加引号",
        "“&{name}” is read as an anchor, whose name takes letters a to z, digits, _ and - only; "
        "quote it if it is text",
    ),
    "alias-inside-itself": ("“*{name}”引用了它自己", "“*{name}” stands for itself"),
    "tag-forbidden": ("不允许使用标签“{tag}”", "the tag “{tag}” is not allowed"),
    "merge-key": (
        "不支持合并键“<<”，相同的内容请写在 defaults 里",
        "the merge key “<<” is not supported; say what is shared under defaults",
    ),
    "key-not-text": ("键名应是文字", "a key must be text"),
    "full-width-colon": (
        "“{key}”后面是全角冒号“：”，应是半角冒号加空格“: ”",
        "a full-width colon “：” after “{key}”; write “: ”, colon and space",
    ),
    "colon-space": ("“{key}:”的冒号后面少一个空格", "a space is missing after “{key}:”"),
    "colon-missing": ("这一行少了冒号“: ”", "the colon “: ” is missing on this line"),
    "colon-inside": (
        "文字里有冒号加空格，应给整段文字加引号",
        "the text holds a colon and a space; quote all of it",
    ),
    "tab-indentation": ("缩进用了 Tab，应改用空格", "a tab in the indentation; use spaces"),
    "character-special": (
        "“{sign}”开头的文字要加引号",
        "text that begins with “{sign}” must be quoted",
    ),
    "braces-unquoted": ("“{{{{ … }}}}”要加引号", "“{{{{ … }}}}” must be quoted"),
    "quote-unclosed": ("引号没有配对", "the quotation mark is never closed"),
    "quote-escape": (
        "双引号里的“\\”写法不对；改用单引号即可照写",
        "a wrong “\\” inside double quotes; single quotes take it as it is",
    ),
    "list-unclosed": ("方括号“[”没有配对，或缺逗号", "“[” is never closed, or a comma is missing"),
    "braces-unclosed": (
        "花括号“{{”没有配对，或缺逗号",
        "“{{” is never closed, or a comma is missing",
    ),
    "indentation": (
        "缩进不齐，或这里不该出现冒号",
        "the indentation does not match, or a colon does not belong here",
    ),
    "dash-misplaced": (
        "“- ”不能写在“键: ”的同一行",
        "“- ” cannot stand on the line of its key",
    ),
    "more-problems": (
        "还有 {count} 个问题没有列出，先改上面的",
        "{count} more problems are not listed; mend these first",
    ),
}
