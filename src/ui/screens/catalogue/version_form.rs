//! How an edited procedure is kept: as a new version from a day on, or as a slip of this version put right.

use crate::domain::day::Day;
use crate::domain::number::vietnamese_number;
use crate::domain::procedure::{OnlineLevel, Procedure};
use crate::domain::refusal::Refusal;
use crate::ui::entry::Ground;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::screens::catalogue::forms::read_day;
use crate::ui::work::catalogue::{How, VersionEdit};

const NEW: &str = "new";
const FIX: &str = "fix";

/// An edit of a procedure that waits for the answer how it is to be kept.
pub struct Versioning {
    /// The number of the question how many dossiers use the version.
    pub ticket: u64,
    /// As the user saw it.
    pub seen: Procedure,
    /// As it is to be.
    pub put: Procedure,
}

impl Versioning {
    /// The form. A new version is the default where dossiers came in under this one and a rule or a figure reads what
    /// changes; else a slip is put right.
    pub fn form(&self, uses: u64, today: Day) -> Form {
        let material = self.seen.differs_for_rules(&self.put);
        let used = match uses {
            0 => "Chưa có hồ sơ nào tiếp nhận theo bản này.".to_owned(),
            n => format!("Đã có {} hồ sơ tiếp nhận theo bản này.", vietnamese_number(n as i64)),
        };
        let how = if uses > 0 && material { NEW } else { FIX };
        let fixed = if material && uses > 0 {
            "Sửa sai sót đổi cả quá khứ: hồ sơ cũ giữ thời hạn đã ghi, còn lĩnh vực, mức trực tuyến, dịch vụ, kết quả trong số \
             liệu các kỳ trước đổi theo."
        } else {
            "Hồ sơ đã tiếp nhận giữ bản và thời hạn của nó."
        };
        let mut rows = vec![FormRow::note(&used)];
        rows.extend(changes(&self.seen, &self.put).iter().map(|line| FormRow::note(line)));
        rows.push(
            FormRow::choice("how", "Cách lưu", &[(NEW, "bản mới từ ngày …"), (FIX, "sửa sai sót của bản này")], how)
                .hint("← → để chọn. Quy định thay đổi: bản mới. Ghi nhầm: sửa sai sót"),
        );
        let from = self.seen.valid_from.filter(|from| *from >= today).map_or(today, |from| from.plus(1));
        rows.push(
            FormRow::day("valid_from", "Áp dụng từ ngày", &from.vietnamese())
                .hint("bản đang có hết hiệu lực vào hôm trước; hồ sơ đã tiếp nhận vẫn theo bản cũ"),
        );
        rows.push(
            FormRow::text("reason", "Lý do sửa", "").hint("ghi vào nhật ký; phải có khi đã có hồ sơ dùng bản này"),
        );
        rows.push(FormRow::note(fixed));
        let mut form = Form::new(rows);
        follow(&mut form);
        form
    }

    /// Reads the form into an edit.
    ///
    /// # Errors
    /// A refusal beside the field that is wrong.
    pub fn read(&self, form: &Form, ground: &Ground) -> Result<VersionEdit, Refusal> {
        let how = if form.get("how") == FIX {
            How::Fix { reason: form.get("reason").to_owned() }
        } else {
            match read_day(form.get("valid_from"), ground) {
                Ok(Some(from)) => How::NewVersion { from },
                Ok(None) => return Err(Refusal::at("valid_from", "Chưa nhập ngày bắt đầu của bản mới.")),
                Err(said) => return Err(Refusal::at("valid_from", said)),
            }
        };
        Ok(VersionEdit { seen: self.seen.clone(), put: self.put.clone(), how })
    }
}

/// Shows the field that the way of keeping asks for.
pub fn follow(form: &mut Form) {
    let new = form.get("how") == NEW;
    form.show("valid_from", new);
    form.show("reason", !new);
}

/// The versions of a procedure as lines to read, oldest first; the one that is edited is marked.
pub fn listed(versions: &[&Procedure], edited: &Procedure) -> Vec<String> {
    let mut versions = versions.to_vec();
    versions.sort_by_key(|version| version.valid_from);
    let line = |(n, it): (usize, &&Procedure)| {
        let here = if **it == *edited { " (đang sửa)" } else { "" };
        format!("Bản {}{here}, {}: {}", n + 1, it.in_force_words(), limits(it))
    };
    versions.iter().enumerate().map(line).collect()
}

fn limits(it: &Procedure) -> String {
    let shown =
        |limit: Option<crate::domain::limit::Limit>| limit.map_or("chưa có".to_owned(), |limit| limit.vietnamese());
    let mut said = vec![format!("trực tiếp {}", shown(it.limit_direct))];
    said.extend(it.limit_online.map(|limit| format!("trực tuyến {}", limit.vietnamese())));
    said.extend(it.limit_postal.map(|limit| format!("bưu chính {}", limit.vietnamese())));
    said.join(", ")
}

/// What changes, a line each: `Hạn trực tiếp: 05 ngày làm việc → 03 ngày làm việc`.
fn changes(old: &Procedure, new: &Procedure) -> Vec<String> {
    let (before, after) = (fields(old), fields(new));
    let pairs = before.into_iter().zip(after).filter(|((_, before), (_, after))| before != after);
    pairs
        .map(|((label, before), (_, after))| {
            let shown = |text: &str| if text.is_empty() { "để trống".to_owned() } else { text.to_owned() };
            format!("{label}: {} → {}", shown(&before), shown(&after))
        })
        .collect()
}

fn fields(it: &Procedure) -> Vec<(&'static str, String)> {
    let limit = |limit: Option<crate::domain::limit::Limit>| limit.map_or(String::new(), |limit| limit.vietnamese());
    let flag = |flag: Option<bool>| flag.map_or("", |flag| if flag { "có" } else { "không" }).to_owned();
    let cutoff = it.same_day_cutoff.map_or(String::new(), |minute| format!("{:02}:{:02}", minute / 60, minute % 60));
    vec![
        ("Tên", it.name.clone()),
        ("Lĩnh vực", it.field.clone()),
        ("Hạn trực tiếp", limit(it.limit_direct)),
        ("Hạn trực tuyến", limit(it.limit_online)),
        ("Hạn bưu chính", limit(it.limit_postal)),
        ("Giờ chốt trong ngày", cutoff),
        ("Mức trực tuyến", it.online_level.map_or("", OnlineLevel::label).to_owned()),
        ("Có phí, lệ phí", flag(it.fee)),
        ("Thanh toán trực tuyến", flag(it.online_payment)),
        ("Nhận qua bưu chính", flag(it.postal_receive)),
        ("Trả qua bưu chính", flag(it.postal_return)),
        ("Có giấy tờ kết quả", flag(it.result_document)),
        ("Hiệu lực đến", it.valid_to.map_or(String::new(), Day::vietnamese)),
        ("Căn cứ", it.basis.clone()),
        ("Quyết định công bố", it.decision.clone()),
    ]
}
