"""What the conversation says to the office, in Chinese."""

OFFICE_CHINESE: dict[str, str] = {
    "office_line": (
        "请用消息下方的按钮办理，或回复那条消息：“通过”“退回：原因”“同意”“不同意，原因”“答复……”；"
        "写事项编号可调出该项，如“水-03”。"
    ),
    "office_which": "有{n}项符合，请点选：",
    "reason_needed": "请连原因一起写，如“{what}：材料未盖章”。",
    "word_return": "退回",
    "word_waive": "豁免",
    # 追问
    "ask_return_reason": "退回{unit}：{item}\n请选原因，或直接写一句；可写“请于9月20日前重报”。",
    "ask_stage_reason": "{item}\n环节退回修改：请写一句原因，可写“请于9月20日前重报”。",
    "ask_event_day": "{item}：哪一天发生？点选，或直接写日期（如“8月3日”）。",
    "ask_answer": "答复{unit}：{item}\n请直接写答复内容，原文转给该单位。",
    "ask_waive_reason": "豁免{unit}：{item}\n请写一句理由，会告知该单位。",
    "ask_entry": (
        "代{unit}登记：{item}\n请写该单位所报情况，如“已完成”“推进中60%”“有困难，经费未到”。"
    ),
    "entry_unclear": (
        "没有登记：看不准是哪种情况。请写成“已完成”“推进中60%”“有困难，原因”，"
        "只记{unit}已说的；延期请用延期按钮。"
    ),
    "day_to_come": "这一天还没有到，没有登记。",
    "event_day_unclear": "没看懂是哪一天，请写成“8月3日”或“2021-08-03”。",
    "event_twice": "{item}已经登记过，没有重复登记；登记有误请用 duban event … --correct 更正。",
    "event_never": "{item}还没有登记过，不用更正，直接登记即可。",
    "event_future": "{on}还没有到，没有登记；发生后再登记。",
    "event_too_early": "{on}早于方案开始（{start}），没有登记，请核对日期。",
    "event_before_cause": "没有登记：{item}之前须先有“{cause}”，请先登记“{cause}”或核对日期。",
    "event_not_yet": "尚未发生",
    # 决定
    "said_granted": "✓ 已同意{unit}延至{until}。\n{item}",
    "said_refused": "✓ 已记录：不同意{unit}延期。\n{item}",
    "said_accepted": "✓ 审核通过：{unit}\n{item}",
    "said_accepted_all": "✓ 审核通过{n}项，各单位回执已更新。",
    "said_returned": "✓ 已退回{unit}。\n{item}",
    "said_returned_by": "✓ 已退回{unit}，{by}前重报。\n{item}",
    "said_closed": "✓ 已销号：{unit}\n{item}",
    "said_closed_all": "✓ 已销号{n}项。",
    "said_stage_passed": "✓ {stage}已通过：{item}\n下一环节：{next}",
    "said_stage_passed_last": "✓ {stage}已通过：{item}\n审核环节全部完成。",
    "said_stage_skipped": "✓ {stage}已记为不需要：{item}\n下一环节：{next}",
    "said_stage_skipped_last": "✓ {stage}已记为不需要：{item}\n审核环节全部完成。",
    "said_stage_returned": "✓ {stage}退回修改，已转{unit}。\n{item}",
    "said_event": "✓ 已登记：{item}，{on}",
    "said_event_put_off": "✓ 已记录：{item}尚未发生，{until}再问。",
    "said_approved": "✓ 已批准，督办单发出：{unit}\n{item}",
    "said_dropped": "✓ 已记录：这份督办单不发。\n{item}",
    "said_answered": "✓ 已答复{unit}。\n{item}",
    "said_waived": "✓ 已豁免{unit}，已告知该单位。\n{item}",
    # 点按后的提示
    "toast_granted": "已同意延至{until}",
    "toast_refused": "已记录：不同意延期",
    "toast_accepted": "已审核通过",
    "toast_returned": "已退回",
    "toast_returned_by": "已退回，{by}前重报",
    "toast_closed": "已销号",
    "toast_stage_passed": "已记录：{stage}通过",
    "toast_stage_passed_last": "已记录：{stage}通过，环节全部完成",
    "toast_stage_skipped": "已记录：{stage}不需要",
    "toast_stage_skipped_last": "已记录：{stage}不需要，环节全部完成",
    "toast_stage_returned": "已退回修改",
    "toast_event": "已登记：{on}",
    "toast_event_put_off": "已记录，{until}再问",
    "toast_approved": "已批准发出",
    "toast_dropped": "已记录：不发",
    "toast_answered": "已答复",
    "toast_waived": "已豁免",
    # 按钮
    "button_stage": "{stage} 通过",
    "button_stage_back": "退回修改",
    "button_stage_skip": "不需要",
    "button_today": "今天",
    "button_yesterday": "昨天",
    # 回执
    "next_accepted": "<b>审核通过</b>，不用再报。",
    "next_returned": "<b>已退回</b>，补充后请重报。",
    "next_excused": "已豁免，不用再报。",
    "next_closed": "<b>审核通过，已销号</b>。",
    "next_filed": "<b>已销号、归档</b>。",
    "receipt_on_behalf": "由办公室代{unit}登记，已告知该单位，如有出入由其更正。",
}
