//! What a desk sets once: its names, its signer, its patterns and the versions of rules it follows.
//!
//! One row a setting, so that first start, the catalogue screen and the reports read the same list.

use std::collections::BTreeMap;

use crate::domain::clock_rule::{
    AcceptanceHours, AcceptanceLimits, LatenessRule, LatenessRules, PauseRule, PauseRules, RuleKind,
};
use crate::domain::day::parse_clock;
use crate::domain::feedback::Days;
use crate::domain::period::Cutoff;
use crate::domain::pin;
use crate::domain::rating::{self, Levels};
use crate::domain::rule_version::{Rule, VersionFault, Versions};
use crate::domain::setting_words;
use crate::domain::typing::{Method, Placement, Style};
use crate::domain::warning::WarningRules;

/// One setting: its key, Vietnamese label, a sentence of help and the value it has before the desk sets it.
pub struct Setting {
    /// Stable key.
    pub key: &'static str,
    /// Label on screen.
    pub label: &'static str,
    /// What it is for.
    pub help: &'static str,
    /// Value before the desk sets one.
    pub default: &'static str,
}

const fn setting(key: &'static str, label: &'static str, help: &'static str, default: &'static str) -> Setting {
    Setting { key, label, help, default }
}

const LEVELS_HELP: &str = "Mỗi mức: mã=tên=cách đếm, cách nhau bằng dấu chấm phẩy; ++ rất hài lòng, + hài lòng, 0 chỉ đếm \
     vào tổng, - không hài lòng; thêm x: thôi dùng mà giữ lượt cũ";

/// Every setting, in the order of the screen.
pub static SETTINGS: &[Setting] = &[
    setting("unit", "Tên đơn vị", "Ví dụ: Trung tâm Phục vụ hành chính công xã Đồng Xuân", ""),
    setting("superior", "Cơ quan chủ quản", "Ví dụ: UBND xã Đồng Xuân", ""),
    setting("place", "Địa danh", "Ghi trước ngày tháng của văn bản, ví dụ: Đồng Xuân", ""),
    setting("symbol", "Ký hiệu văn bản", "Đứng sau số báo cáo: Số: 05/BC-TTPVHCC", "TTPVHCC"),
    setting("recipient", "Nơi nhận báo cáo", "Kính gửi, ví dụ: UBND xã Đồng Xuân", ""),
    setting("recipients", "Nơi nhận (cuối văn bản)", "Các dòng cách nhau bằng dấu chấm phẩy", "Như trên; Lưu: VT"),
    setting("signer_prefix", "Thể thức ký thay", "Ví dụ: KT. GIÁM ĐỐC; để trống nếu người đứng đầu ký", ""),
    setting("signer_position", "Chức vụ người ký", "Ví dụ: GIÁM ĐỐC", "GIÁM ĐỐC"),
    setting("signer_name", "Họ tên người ký", "In dưới chữ ký của báo cáo", ""),
    setting(
        "code_pattern",
        "Mẫu mã hồ sơ",
        "{yy} {mm} {dd}: ngày tiếp nhận; {desk}: số quầy; {nnnn}: số thứ tự trong ngày",
        "MC-{yy}{mm}{dd}-{nnnn}",
    ),
    setting("apology_pattern", "Mẫu số văn bản xin lỗi", "{nn}: số thứ tự trong năm; {desk}: số quầy", "{nn}/PXL"),
    setting(
        "guidance_pattern",
        "Mẫu số phiếu hướng dẫn",
        "Phiếu yêu cầu bổ sung (02) và phiếu từ chối (03); {nn}: số thứ tự trong năm; {desk}: số quầy",
        "{nn}/HDHS",
    ),
    setting(
        "stop_pattern",
        "Mẫu số thông báo dừng",
        "Thông báo dừng giải quyết (05); {nn}: số thứ tự trong năm; {desk}: số quầy",
        "{nn}/TB",
    ),
    setting(
        "contact",
        "Liên hệ khi vướng mắc",
        "Số điện thoại, phòng; in trên phiếu yêu cầu bổ sung và phiếu từ chối",
        "",
    ),
    setting(
        "apology_reasons",
        "Lý do chậm hay dùng",
        "Chọn khi viết văn bản xin lỗi; các lý do cách nhau bằng dấu chấm phẩy",
        "hồ sơ phức tạp, phải xác minh thêm; chờ ý kiến cơ quan phối hợp; hệ thống, đường truyền gặp sự cố; số lượng \
         hồ sơ tăng cao, thiếu người giải quyết",
    ),
    setting(
        "apology_threshold",
        "Ngưỡng văn bản xin lỗi",
        "Phần trăm, từ 1 đến 100; báo cáo xin lỗi nêu cán bộ, lĩnh vực có tỷ lệ hồ sơ quá hạn được xin lỗi dưới ngưỡng",
        "100",
    ),
    setting("collect_at", "Nơi trả kết quả", "In trên giấy hẹn", "Bộ phận Tiếp nhận và Trả kết quả"),
    setting(
        "print_command",
        "Lệnh in",
        "Lệnh nhận đường dẫn tệp ở {file}, ví dụ: lp {file}; để trống: mở bằng chương trình mặc định",
        "",
    ),
    setting("cutoff", "Kỳ báo cáo", "Theo tháng dương lịch, hoặc từ ngày 15 tháng trước đến ngày 14", "calendar"),
    setting(
        "pause_rules",
        "Cách tính tạm dừng",
        "Tạm dừng làm hạn trả đổi thế nào; các bản theo ngày áp dụng, mỗi bản có văn bản quy định",
        "",
    ),
    setting(
        "lateness",
        "Cách tính trễ hạn",
        "Hồ sơ bị tính quá hạn từ lúc nào; các bản theo ngày áp dụng, mỗi bản có văn bản quy định",
        "after_due_date",
    ),
    setting(
        "acceptance_hours",
        "Hạn tiếp nhận trực tuyến",
        "Số giờ làm việc kể từ khi nộp; các bản theo ngày áp dụng, mỗi bản có văn bản quy định",
        "8",
    ),
    setting(
        "acceptance_minutes",
        "Nhắc tiếp nhận trực tuyến",
        "Nhắc khi hạn tiếp nhận còn không quá bấy nhiêu phút làm việc",
        "120",
    ),
    setting(
        "warn_days",
        "Nhắc hạn trước",
        "Thời hạn dài hơn một ngày: nhắc từ đầu giờ ngày làm việc đứng trước ngày hẹn trả bấy nhiêu ngày",
        "2",
    ),
    setting(
        "apology_days",
        "Xin lỗi chậm nhất trước",
        "Thời hạn dài hơn một ngày: nếu không kịp thì phải xin lỗi trước ngày hẹn trả bấy nhiêu ngày làm việc",
        "1",
    ),
    setting(
        "warn_share",
        "Nhắc hạn ngắn",
        "Thời hạn từ một ngày trở xuống: nhắc khi đã qua bấy nhiêu phần trăm thời gian làm việc",
        "50",
    ),
    setting(
        "apology_minutes",
        "Xin lỗi hạn ngắn",
        "Thời hạn từ một ngày trở xuống: nếu không kịp thì phải xin lỗi trước giờ hẹn trả bấy nhiêu phút làm việc",
        "60",
    ),
    setting(
        "handover_until",
        "Bàn giao trong ngày",
        "Hồ sơ nhận đến giờ này phải bàn giao ngay trong ngày; nhận sau giờ này hoặc ngày nghỉ thì bàn giao sáng ngày \
         làm việc tiếp theo",
        "15:00",
    ),
    setting(
        "handover_minutes",
        "Bàn giao buổi sáng",
        "Hồ sơ để sang ngày sau phải bàn giao trong bấy nhiêu phút từ đầu giờ làm việc",
        "60",
    ),
    setting("rating_levels", "Mức độ hài lòng", LEVELS_HELP, rating::USUAL),
    setting(
        "kiosk_pin",
        "Mã rời màn hình đánh giá",
        "Từ 4 đến 12 chữ số; cán bộ gõ sau Ctrl+K để rời màn hình đánh giá. Đổi mã: gõ mã cũ, dấu cách, mã mới",
        "",
    ),
    setting(
        "head_pin",
        "Mã của người đứng đầu",
        "Từ 4 đến 12 chữ số; mở danh sách từng lượt đánh giá (Alt+D). Đổi mã: gõ mã cũ, dấu cách, mã mới",
        "",
    ),
    setting(
        "feedback_pattern",
        "Mẫu mã phản ánh, kiến nghị",
        "{nnnn}: số thứ tự trong năm; {yyyy} {yy}: năm; {desk}: số quầy",
        "PAKN-{yyyy}-{nnnn}",
    ),
    setting("feedback_answer", "Hạn trả lời phản ánh", "Số ngày làm việc từ lúc tiếp nhận", "15"),
    setting("feedback_refuse", "Hạn từ chối phản ánh", "Số ngày làm việc từ lúc tiếp nhận", "2"),
    setting(
        "feedback_supplement",
        "Hạn bổ sung phản ánh",
        "Số ngày làm việc từ lúc yêu cầu; hạn trả lời đứng lại trong lúc chờ",
        "5",
    ),
    setting("feedback_publish", "Hạn công khai trả lời", "Số ngày làm việc từ lúc trả lời", "2"),
    setting("feedback_source", "Căn cứ các hạn phản ánh", "Văn bản quy định bốn hạn trên", ""),
    setting("posting_days", "Hạn niêm yết thủ tục", "Số ngày làm việc kể từ ngày công bố", "5"),
    setting("posting_source", "Căn cứ hạn niêm yết", "Văn bản quy định hạn trên, in dưới danh sách niêm yết", ""),
    setting("posting_place", "Nơi niêm yết", "Được điền sẵn khi ghi đã niêm yết", "bảng niêm yết của Bộ phận Một cửa"),
    setting(
        "scan_folder",
        "Thư mục bản quét",
        "Đường dẫn tương đối của bản quét tính từ đây, ví dụ: \\\\may-chu\\ban-quet; tệp không chép vào sổ",
        "",
    ),
    setting("charts", "Biểu đồ trong báo cáo", "In biểu đồ ở phụ lục của báo cáo, hay không in", "on"),
    setting(
        "suggestions",
        "Gợi ý chưa duyệt",
        "Gợi ý từ số liệu chưa ai nhận khi in báo cáo: không in, hoặc in nghiêng, ghi rõ là chưa duyệt",
        "leave_out",
    ),
    setting("desk", "Số quầy", "Số riêng của mỗi quầy, ghi trong lịch sử và thay cho {desk} trong các mẫu số", "1"),
    setting("typing", "Bộ gõ tiếng Việt", "Của chương trình; tắt khi máy đã có UniKey hay EVKey. F12 đổi nhanh", "off"),
    setting("tone_placement", "Đặt dấu thanh", "Bộ gõ của chương trình đặt dấu ở oa, oe, uy", "old"),
    setting("list_columns", "Cột của danh sách hồ sơ", "Các cột đang hiện, theo thứ tự", ""),
    setting("last_officer", "Cán bộ dùng lần trước", "Được chọn sẵn khi mở chương trình", ""),
];

/// The values of a desk's settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings(pub BTreeMap<String, String>);

impl Settings {
    /// The value of a setting, or its default.
    pub fn get(&self, key: &str) -> &str {
        let default = || SETTINGS.iter().find(|setting| setting.key == key).map_or("", |setting| setting.default);
        self.0.get(key).map_or_else(default, String::as_str)
    }

    /// The unit's name on paper; one that nobody has set yet is seen to be missing.
    pub fn unit(&self) -> &str {
        match self.get("unit") {
            "" => "(chưa đặt tên đơn vị)",
            unit => unit,
        }
    }

    /// Which cut-off periods follow by default.
    pub fn cutoff(&self) -> Cutoff {
        if self.get("cutoff") == "administrative" { Cutoff::Administrative } else { Cutoff::Calendar }
    }

    /// The dated pause rules; a value that does not read counts as none, so that the default holds.
    pub fn pause_rules(&self) -> PauseRules {
        Versions::read(self.get("pause_rules")).unwrap_or_default()
    }

    /// The dated lateness rules.
    pub fn lateness(&self) -> LatenessRules {
        Versions::read(self.get("lateness")).unwrap_or_default()
    }

    /// The dated limits for the acceptance of online dossiers.
    pub fn acceptance(&self) -> AcceptanceLimits {
        Versions::read(self.get("acceptance_hours")).unwrap_or_default()
    }

    /// How Vietnamese is typed at this desk; a value that does not read is the default's.
    pub fn typing(&self) -> Style {
        Style {
            method: Method::from_code(self.get("typing")).unwrap_or_default(),
            placement: Placement::from_code(self.get("tone_placement")).unwrap_or_default(),
        }
    }

    /// How long before the desk is warned; a value that does not read is the default's.
    pub fn warnings(&self) -> WarningRules {
        let number = |key: &str, default: u32| self.get(key).parse().unwrap_or(default);
        let usual = WarningRules::default();
        WarningRules {
            warn_days: number("warn_days", usual.warn_days),
            apology_days: number("apology_days", usual.apology_days),
            warn_share: number("warn_share", usual.warn_share),
            apology_minutes: number("apology_minutes", usual.apology_minutes),
            handover_until: parse_clock(self.get("handover_until")).unwrap_or(usual.handover_until),
            handover_minutes: number("handover_minutes", usual.handover_minutes),
            acceptance_minutes: number("acceptance_minutes", usual.acceptance_minutes),
        }
    }

    /// Reasons that the desk's letters of apology give again and again.
    pub fn apology_reasons(&self) -> Vec<String> {
        let reasons = self.get("apology_reasons").split(';').map(str::trim);
        reasons.filter(|reason| !reason.is_empty()).map(str::to_owned).collect()
    }

    /// The percentage of overdue dossiers with a letter of apology below which a report names who lacks them.
    pub fn apology_threshold(&self) -> u32 {
        self.get("apology_threshold").parse().unwrap_or(100)
    }

    /// The levels of satisfaction; a value that does not read is the default's.
    pub fn levels(&self) -> Levels {
        Levels::read(self.get("rating_levels")).unwrap_or_default()
    }

    /// The clocks of feedback; a value that does not read is the default's.
    pub fn feedback_days(&self) -> Days {
        let days = |key: &str, usual: u32| self.get(key).parse().unwrap_or(usual);
        let usual = Days::default();
        Days {
            answer: days("feedback_answer", usual.answer),
            refuse: days("feedback_refuse", usual.refuse),
            supplement: days("feedback_supplement", usual.supplement),
            publish: days("feedback_publish", usual.publish),
        }
    }

    /// Whether suggestions that nobody accepted are printed, marked as such.
    pub fn prints_suggestions(&self) -> bool {
        self.get("suggestions") == "mark"
    }

    /// Working days within which a published procedure is to be posted.
    pub fn posting_days(&self) -> u32 {
        self.get("posting_days").parse().unwrap_or(5)
    }

    /// Whether reports carry charts.
    pub fn charts(&self) -> bool {
        self.get("charts") != "off"
    }

    /// Number of this desk.
    pub fn desk(&self) -> i64 {
        self.get("desk").parse().unwrap_or(1)
    }

    /// Why a value cannot be set, as one sentence.
    pub fn problem(key: &str, value: &str) -> Option<String> {
        if let Some(kind) = RuleKind::of_setting(key) {
            let read = match kind {
                RuleKind::Lateness => checked::<LatenessRule>(value),
                RuleKind::Pause => checked::<PauseRule>(value),
                RuleKind::Acceptance => checked::<AcceptanceHours>(value),
            };
            return read.err().map(|fault| format!("{}: {fault}", kind.label()));
        }
        if key == "rating_levels" {
            return Levels::read(value).err().map(|fault| format!("{fault}."));
        }
        // A hash comes from an older entry; what is typed is digits. Nothing at all takes the PIN away.
        if pin::SETTINGS.contains(&key) && !value.is_empty() && !pin::is_hash(value) {
            return pin::problem(value).map(str::to_owned);
        }
        let options = setting_words::options(key);
        if !options.is_empty() && !options.iter().any(|(code, _)| *code == value) {
            let label = SETTINGS.iter().find(|setting| setting.key == key)?.label;
            let known: Vec<String> = options.iter().map(|(code, words)| format!("{code} ({words})")).collect();
            return Some(format!("{label}: chỉ nhận {}.", known.join(", ")));
        }
        let wrong = match key {
            "feedback_answer" | "feedback_refuse" | "feedback_supplement" | "feedback_publish" => {
                !in_range(value, 1, 90)
            }
            "posting_days" => !in_range(value, 1, 60),
            "feedback_pattern" => !value.contains("{nnnn}") || !(value.contains("{yyyy}") || value.contains("{yy}")),
            "warn_days" | "apology_days" => !in_range(value, 1, 30),
            "warn_share" => !in_range(value, 1, 99),
            "apology_threshold" => !in_range(value, 1, 100),
            "apology_minutes" | "handover_minutes" | "acceptance_minutes" => !in_range(value, 1, 480),
            "handover_until" => parse_clock(value).is_err(),
            "desk" => !value.parse::<i64>().is_ok_and(|desk| (1..=999).contains(&desk)),
            "code_pattern" => !value.contains("{nnnn}"),
            "apology_pattern" => !value.contains("{nn}"),
            "print_command" => !value.is_empty() && !value.contains("{file}"),
            _ => false,
        };
        let help = SETTINGS.iter().find(|setting| setting.key == key)?;
        wrong.then(|| format!("{}: giá trị \"{value}\" không dùng được. {}.", help.label, help.help))
    }
}

fn checked<R: Rule>(value: &str) -> Result<(), VersionFault> {
    Versions::<R>::read(value).map(drop)
}

fn in_range(value: &str, least: u32, most: u32) -> bool {
    value.parse::<u32>().is_ok_and(|number| (least..=most).contains(&number))
}
