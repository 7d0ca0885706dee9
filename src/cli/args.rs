//! What can be typed (REPORTS.md §4), with its help. The words of the contract are English, everything said is
//! Vietnamese.

use std::path::PathBuf;

use clap::{ArgAction, Args as ArgGroupArgs, CommandFactory, Parser, Subcommand};

use crate::domain::clock_rule::PauseRule;
use crate::domain::day::{Day, Moment, parse_clock};
use crate::domain::dossier::Channel;
use crate::domain::limit::{Extension, Limit, Unit};
use crate::domain::pause::Pause;
use crate::domain::period::Cutoff;
use crate::exchange::Noun;
use crate::report::Format;
use crate::report::forms::sets;

const TEMPLATE: &str = "{about}\n\nCách dùng: {usage}\n\n{all-args}{after-help}";
const OPTIONS: &str = "Tùy chọn";
const WANTED: &str = "Tham số";

/// Sổ, đồng hồ và báo cáo của Bộ phận Một cửa
#[derive(Debug, Parser)]
#[command(name = "motcua", version, disable_help_flag = true, disable_version_flag = true)]
#[command(override_usage = "motcua [--db TỆP] [LỆNH]")]
#[command(subcommand_help_heading = "Lệnh", subcommand_value_name = "LỆNH", next_help_heading = OPTIONS)]
#[command(after_help = "Không ghi lệnh: mở màn hình làm việc. Mã thoát: 0 xong, 1 bị từ chối kèm lý do, 2 gõ sai.")]
pub struct Args {
    /// Sổ hồ sơ cần mở, thay cho sổ mặc định (hoặc đặt biến MOTCUA_DB)
    #[arg(long, global = true, value_name = "TỆP", display_order = 100)]
    pub db: Option<PathBuf>,
    /// In hướng dẫn này
    #[arg(short = 'h', long = "help", global = true, display_order = 101, action = ArgAction::Help)]
    help: Option<bool>,
    /// In số phiên bản
    #[arg(short = 'V', long = "version", display_order = 102, action = ArgAction::Version)]
    version: Option<bool>,
    /// What to do; nothing = the screen.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Mở màn hình trên một sổ dùng thử đầy dữ liệu mẫu, xóa đi khi thoát
    #[command(override_usage = "motcua demo")]
    Demo,
    /// Mở màn hình đánh giá cho công dân; chỉ mã của cán bộ (sau Ctrl+K) mới rời được
    #[command(override_usage = "motcua kiosk")]
    Kiosk,
    /// Nhập tệp CSV vào sổ: tất cả hoặc không dòng nào
    #[command(override_usage = "motcua import LOẠI TỆP [--dry-run] [--errors-out TỆP]")]
    Import(Import),
    /// Xuất bản đầy đủ của sổ ra tệp CSV, nhập lại được
    #[command(override_usage = "motcua export LOẠI [--out TỆP]")]
    Export(Export),
    /// Lập báo cáo của một kỳ
    #[command(
        override_usage = "motcua report LOẠI (--period KỲ | --from NGÀY --to NGÀY) [--cutoff CÁCH] [--format DẠNG] \
                          [--out TỆP] [--force] [--closed] [--unmasked]"
    )]
    Report(Report),
    /// Chốt số liệu của một kỳ đã kết thúc: giữ nguyên báo cáo đã lập, hồ sơ nào đứng ở chỉ tiêu nào
    #[command(
        override_usage = "motcua close (KỲ | --from NGÀY --to NGÀY) [--cutoff CÁCH] [--kind LOẠI] [--force]\n       \
                          motcua close KỲ --reopen --reason LÝ_DO"
    )]
    Close(Close),
    /// Liệt kê từng hồ sơ, từng chỉ tiêu đã khác so với số liệu đã chốt
    #[command(override_usage = "motcua diff (KỲ | --from NGÀY --to NGÀY) [--cutoff CÁCH] [--format DẠNG] [--out TỆP]")]
    Diff(Diff),
    /// Liệt kê các hồ sơ đứng sau một chỉ tiêu
    #[command(
        override_usage = "motcua list CHỈ_TIÊU (--period KỲ | --from NGÀY --to NGÀY) [--cutoff CÁCH] [--format DẠNG] \
                          [--out TỆP] [--unmasked]"
    )]
    List(List),
    /// Liệt kê mọi chỉ tiêu: mã, tên, cách tính
    #[command(override_usage = "motcua figures")]
    Figures,
    /// Lập báo cáo giải trình các hồ sơ quá hạn của một kỳ, theo từng cán bộ
    #[command(
        override_usage = "motcua explain-late (--period KỲ | --from NGÀY --to NGÀY) [--cutoff CÁCH] [--officer TÊN] \
                          [--format DẠNG] [--out TỆP]"
    )]
    ExplainLate(ExplainLate),
    /// Tính ngày hẹn trả, có thể giải thích từng ngày
    #[command(
        override_usage = "motcua due (--limit HẠN | --procedure MÃ --channel CÁCH) --accepted \"NGÀY GIỜ\" [--explain]\n       \
                          motcua due --dossier MÃ [--explain] [--format DẠNG] [--out TỆP]"
    )]
    Due(Due),
    /// Điền một mẫu phiếu của hồ sơ, hoặc sổ theo dõi của một kỳ (mẫu 07)
    #[command(override_usage = "motcua form MẪU --dossier MÃ [--dossier MÃ …] [--format DẠNG] [--out TỆP]\n       \
                          motcua form 07 (--period KỲ | --from NGÀY --to NGÀY) [--format DẠNG] [--out TỆP] [--unmasked]")]
    Form(Form),
    /// Các mẫu phiếu: liệt kê, ghi ra để sửa bằng Word, kiểm tra mẫu đã sửa
    #[command(override_usage = "motcua forms [--out THƯ_MỤC | --check TỆP [--form MẪU] [--set BỘ]]")]
    Forms(Forms),
    /// Kiểm tra sổ: tệp, lịch sử, từng bản ghi
    #[command(override_usage = "motcua check")]
    Check,
    /// Sao lưu sổ vào một thư mục
    #[command(override_usage = "motcua backup [THƯ_MỤC]")]
    Backup(Backup),
    /// Khôi phục sổ từ bản sao lưu; sổ hiện tại được cất sang bên, không bị xóa
    #[command(override_usage = "motcua restore TỆP")]
    Restore(Restore),
    /// In đoạn lệnh tự hoàn thành cho bash, zsh, fish, elvish hoặc powershell
    #[command(override_usage = "motcua completions VỎ")]
    Completions {
        /// bash, zsh, fish, elvish hoặc powershell
        #[arg(value_name = "VỎ", help_heading = WANTED, hide_possible_values = true)]
        shell: clap_complete::Shell,
    },
}

/// `motcua import`.
#[derive(Debug, ArgGroupArgs)]
#[command(next_help_heading = OPTIONS)]
pub struct Import {
    /// dossiers (hồ sơ), components (thành phần), ratings (đánh giá), feedback (phản ánh), procedures (thủ tục),
    /// officers (cán bộ) hoặc calendar (lịch)
    #[arg(value_name = "LOẠI", help_heading = WANTED, display_order = 1, value_parser = noun)]
    pub noun: Noun,
    /// Tệp CSV, mã UTF-8
    #[arg(value_name = "TỆP", help_heading = WANTED, display_order = 2)]
    pub file: PathBuf,
    /// Chỉ xem trước, không ghi gì vào sổ
    #[arg(long)]
    pub dry_run: bool,
    /// Ghi các dòng lỗi ra tệp này để sửa rồi nhập lại
    #[arg(long, value_name = "TỆP")]
    pub errors_out: Option<PathBuf>,
}

/// `motcua export`.
#[derive(Debug, ArgGroupArgs)]
#[command(next_help_heading = OPTIONS)]
pub struct Export {
    /// dossiers, components, ratings, feedback, procedures, officers hoặc calendar
    #[arg(value_name = "LOẠI", help_heading = WANTED, display_order = 1, value_parser = noun)]
    pub noun: Noun,
    /// Ghi ra tệp này; không có thì in ra màn hình
    #[arg(long, value_name = "TỆP")]
    pub out: Option<PathBuf>,
}

/// Which period; see [`crate::cli::period`].
#[derive(Debug, ArgGroupArgs)]
#[command(next_help_heading = OPTIONS)]
pub struct PeriodArgs {
    /// Kỳ báo cáo: 2025, 2025-H1, 2025-Q2, 2025-03 hoặc 2025-9M
    #[arg(long, value_name = "KỲ", conflicts_with_all = ["from", "to"])]
    pub period: Option<String>,
    /// Từ ngày, ví dụ 2025-01-01
    #[arg(long, value_name = "NGÀY", requires = "to", value_parser = day)]
    pub from: Option<Day>,
    /// Đến hết ngày, ví dụ 2025-06-30
    #[arg(long, value_name = "NGÀY", requires = "from", value_parser = day)]
    pub to: Option<Day>,
    /// calendar (tháng dương lịch) hoặc administrative (từ 15 đến 14); không ghi thì theo thiết lập của sổ
    #[arg(long, value_name = "CÁCH", value_parser = cutoff)]
    pub cutoff: Option<Cutoff>,
}

/// Which closed period, or period to be closed.
#[derive(Clone, Debug, ArgGroupArgs)]
#[command(next_help_heading = OPTIONS)]
pub struct ClosedPeriod {
    /// Kỳ báo cáo: 2025, 2025-H1, 2025-Q2, 2025-03 hoặc 2025-9M
    #[arg(value_name = "KỲ", help_heading = WANTED, conflicts_with_all = ["from", "to"])]
    pub period: Option<String>,
    /// Từ ngày, ví dụ 2025-01-01
    #[arg(long, value_name = "NGÀY", requires = "to", value_parser = day)]
    pub from: Option<Day>,
    /// Đến hết ngày, ví dụ 2025-06-25
    #[arg(long, value_name = "NGÀY", requires = "from", value_parser = day)]
    pub to: Option<Day>,
    /// calendar (tháng dương lịch) hoặc administrative (từ 15 đến 14); không ghi thì theo thiết lập của sổ
    #[arg(long, value_name = "CÁCH", value_parser = cutoff)]
    pub cutoff: Option<Cutoff>,
}

/// `motcua close`.
#[derive(Debug, ArgGroupArgs)]
#[command(next_help_heading = OPTIONS)]
pub struct Close {
    /// The period.
    #[command(flatten)]
    pub period: ClosedPeriod,
    /// Loại báo cáo được giữ lại, ghi được nhiều lần; không ghi thì giữ các loại gửi đi: commune, directive, ii06a, 07a,
    /// overdue
    #[arg(long, value_name = "LOẠI")]
    pub kind: Vec<String>,
    /// Vẫn chốt khi số liệu còn điểm chưa khớp; các điểm ấy được ghi lại
    #[arg(long)]
    pub force: bool,
    /// Mở lại kỳ đã chốt; bản đã chốt vẫn còn trong lịch sử
    #[arg(long)]
    pub reopen: bool,
    /// Lý do mở lại
    #[arg(long, value_name = "LÝ_DO", default_value = "", hide_default_value = true)]
    pub reason: String,
}

/// `motcua diff`.
#[derive(Debug, ArgGroupArgs)]
#[command(next_help_heading = OPTIONS)]
pub struct Diff {
    /// The period.
    #[command(flatten)]
    pub period: ClosedPeriod,
    /// text (mặc định), csv, docx hoặc xlsx
    #[arg(long, value_name = "DẠNG", value_parser = paper_format, default_value = "text", hide_default_value = true)]
    pub format: Format,
    /// Ghi ra tệp này; không có thì in ra màn hình
    #[arg(long, value_name = "TỆP")]
    pub out: Option<PathBuf>,
}

/// `motcua report`.
#[derive(Debug, ArgGroupArgs)]
#[command(next_help_heading = OPTIONS)]
pub struct Report {
    /// commune (báo cáo của Bộ phận Một cửa), directive (xin lỗi và dịch vụ công trực tuyến), ii06a (biểu II.06a),
    /// 07a (biểu 07a), overdue (hồ sơ quá hạn), index766 (ước tính bộ chỉ số 766), register (sổ theo dõi hồ sơ) hoặc
    /// daily (niêm yết trong ngày; không ghi kỳ là hôm nay)
    #[arg(value_name = "LOẠI", help_heading = WANTED, display_order = 1)]
    pub kind: String,
    /// The period.
    #[command(flatten)]
    pub period: PeriodArgs,
    /// docx (mặc định), xlsx, csv, json hoặc text
    #[arg(long, value_name = "DẠNG", value_parser = format, default_value = "docx", hide_default_value = true)]
    pub format: Format,
    /// Ghi ra tệp này; không có thì csv, json, text in ra màn hình, docx và xlsx ghi vào thư mục hiện tại
    #[arg(long, value_name = "TỆP")]
    pub out: Option<PathBuf>,
    /// Vẫn lập báo cáo khi số liệu còn điểm chưa khớp; các điểm ấy được in vào báo cáo
    #[arg(long)]
    pub force: bool,
    /// In lại đúng tệp đã chốt của kỳ, từng byte, thay vì đếm lại
    #[arg(long)]
    pub closed: bool,
    /// Không che tên công dân (được ghi vào lịch sử của sổ)
    #[arg(long)]
    pub unmasked: bool,
}

/// `motcua list`.
#[derive(Debug, ArgGroupArgs)]
#[command(next_help_heading = OPTIONS)]
pub struct List {
    /// Mã chỉ tiêu, xem bằng lệnh motcua figures; một phần thì như báo cáo ghi: 'settled.overdue[officer=Tên]'
    #[arg(value_name = "CHỈ_TIÊU", help_heading = WANTED)]
    pub figure: String,
    /// The period.
    #[command(flatten)]
    pub period: PeriodArgs,
    /// text (mặc định) hoặc csv
    #[arg(long, value_name = "DẠNG", value_parser = list_format, default_value = "text", hide_default_value = true)]
    pub format: Format,
    /// Ghi ra tệp này; không có thì in ra màn hình
    #[arg(long, value_name = "TỆP")]
    pub out: Option<PathBuf>,
    /// Không che tên công dân (được ghi vào lịch sử của sổ)
    #[arg(long)]
    pub unmasked: bool,
}

/// `motcua explain-late`.
#[derive(Debug, ArgGroupArgs)]
#[command(next_help_heading = OPTIONS)]
pub struct ExplainLate {
    /// The period.
    #[command(flatten)]
    pub period: PeriodArgs,
    /// Chỉ hồ sơ của cán bộ này: mã hoặc họ tên
    #[arg(long, value_name = "TÊN")]
    pub officer: Option<String>,
    /// docx (mặc định), xlsx, csv hoặc text
    #[arg(long, value_name = "DẠNG", value_parser = sheet_format, default_value = "docx", hide_default_value = true)]
    pub format: Format,
    /// Ghi ra tệp này; không có thì csv, text in ra màn hình, docx và xlsx ghi vào thư mục hiện tại
    #[arg(long, value_name = "TỆP")]
    pub out: Option<PathBuf>,
}

/// `motcua due`.
#[derive(Debug, ArgGroupArgs)]
#[command(next_help_heading = OPTIONS)]
pub struct Due {
    /// Thời hạn: 5wd (ngày làm việc), 8wh (giờ làm việc), 10cd (ngày), 1mo (tháng) hoặc sd (trong ngày)
    #[arg(long, value_name = "HẠN", value_parser = limit, conflicts_with_all = ["procedure", "channel"], required_unless_present_any = ["procedure", "dossier"])]
    pub limit: Option<Limit>,
    /// Mã thủ tục trong danh mục
    #[arg(long, value_name = "MÃ", requires = "channel")]
    pub procedure: Option<String>,
    /// Cách nộp: direct (trực tiếp), online (trực tuyến) hoặc postal (bưu chính)
    #[arg(long, value_name = "CÁCH", value_parser = channel, requires = "procedure")]
    pub channel: Option<Channel>,
    /// Mã hồ sơ trong sổ: hạn đang có hiệu lực và mọi lần hẹn của hồ sơ ấy
    #[arg(long, value_name = "MÃ", conflicts_with_all = ["limit", "procedure", "channel", "accepted", "pause", "extension", "cutoff_hour", "rule"])]
    pub dossier: Option<String>,
    /// Lúc tiếp nhận, ví dụ "2026-11-20 09:15" hoặc "20/11/2026 09:15"
    #[arg(long, value_name = "NGÀY GIỜ", value_parser = crate::cli::when::moment, required_unless_present = "dossier")]
    pub accepted: Option<Moment>,
    /// Một lần tạm dừng, ghi được nhiều lần: "supplement#số văn bản:2026-11-23 09:00>2026-11-25 10:00"
    #[arg(long, value_name = "TẠM DỪNG", value_parser = pause)]
    pub pause: Vec<Pause>,
    /// Gia hạn: thời hạn thêm và căn cứ, ví dụ "5wd:Điều 20"
    #[arg(long, value_name = "HẠN:CĂN CỨ", value_parser = extension)]
    pub extension: Option<Extension>,
    /// Giờ chốt trả trong ngày của thời hạn sd, ví dụ 15:00; không ghi thì theo thủ tục, hoặc hết giờ làm việc
    #[arg(long, value_name = "GIỜ", value_parser = clock)]
    pub cutoff_hour: Option<u16>,
    /// Cách tính tạm dừng: subtract hoặc restart; không ghi thì theo thiết lập của sổ
    #[arg(long, value_name = "CÁCH", value_parser = pause_rule)]
    pub rule: Option<PauseRule>,
    /// Giải thích từng ngày: tính hay không tính, vì sao
    #[arg(long)]
    pub explain: bool,
    /// Lập bản giải trình: text, docx, csv hoặc json
    #[arg(long, value_name = "DẠNG", value_parser = page_format)]
    pub format: Option<Format>,
    /// Ghi bản giải trình ra tệp này; không có thì in ra màn hình (docx phải có tên tệp)
    #[arg(long, value_name = "TỆP")]
    pub out: Option<PathBuf>,
    /// Không che tên công dân trong bản giải trình (được ghi vào lịch sử của sổ)
    #[arg(long, requires = "dossier")]
    pub unmasked: bool,
}

/// `motcua form`.
#[derive(Debug, ArgGroupArgs)]
#[command(next_help_heading = OPTIONS)]
pub struct Form {
    /// 01 (giấy hẹn), 02 (bổ sung), 03 (từ chối), 04 (xin lỗi), 05 (dừng), 06 (kiểm soát) hoặc 07 (sổ theo dõi)
    #[arg(value_name = "MẪU", help_heading = WANTED, display_order = 1, value_parser = paper_form)]
    pub form: sets::Form,
    /// Mã hồ sơ; ghi nhiều lần thì các phiếu vào chung một tệp, mỗi phiếu một trang
    #[arg(long, value_name = "MÃ", conflicts_with_all = ["period", "from", "to"])]
    pub dossier: Vec<String>,
    /// Kỳ của sổ theo dõi: 2025, 2025-H1, 2025-Q2, 2025-03 hoặc 2025-9M
    #[arg(long, value_name = "KỲ", conflicts_with_all = ["from", "to"])]
    pub period: Option<String>,
    /// Từ ngày, ví dụ 2025-01-01
    #[arg(long, value_name = "NGÀY", requires = "to", value_parser = day)]
    pub from: Option<Day>,
    /// Đến hết ngày, ví dụ 2025-06-30
    #[arg(long, value_name = "NGÀY", requires = "from", value_parser = day)]
    pub to: Option<Day>,
    /// calendar (tháng dương lịch) hoặc administrative (từ 15 đến 14); không ghi thì theo thiết lập của sổ
    #[arg(long, value_name = "CÁCH", value_parser = cutoff)]
    pub cutoff: Option<Cutoff>,
    /// docx (mặc định) hoặc text
    #[arg(long, value_name = "DẠNG", value_parser = form_format, default_value = "docx", hide_default_value = true)]
    pub format: Format,
    /// Ghi ra tệp này; không có thì text in ra màn hình, docx ghi vào thư mục hiện tại
    #[arg(long, value_name = "TỆP")]
    pub out: Option<PathBuf>,
    /// Không che tên, số điện thoại, địa chỉ trong sổ theo dõi (được ghi vào lịch sử của sổ)
    #[arg(long, conflicts_with = "dossier")]
    pub unmasked: bool,
}

/// `motcua forms`.
#[derive(Debug, ArgGroupArgs)]
#[command(next_help_heading = OPTIONS)]
pub struct Forms {
    /// Ghi mọi mẫu và danh sách chỗ trống ra thư mục này để sửa bằng Word
    #[arg(long, value_name = "THƯ_MỤC", conflicts_with = "check")]
    pub out: Option<PathBuf>,
    /// Kiểm tra một mẫu đã sửa
    #[arg(long, value_name = "TỆP")]
    pub check: Option<PathBuf>,
    /// Tệp cần kiểm tra là mẫu nào; không ghi thì theo tên tệp (01.docx)
    #[arg(long, value_name = "MẪU", requires = "check", value_parser = paper_form)]
    pub form: Option<sets::Form>,
    /// Tệp cần kiểm tra thuộc bộ mẫu nào (2018, 2025); không ghi thì theo tên thư mục, hoặc bộ mới nhất
    #[arg(long, value_name = "BỘ", requires = "check", value_parser = paper_set)]
    pub set: Option<String>,
}

/// `motcua backup`.
#[derive(Debug, ArgGroupArgs)]
pub struct Backup {
    /// Thư mục chứa bản sao; không ghi thì là thư mục sao-luu bên cạnh sổ
    #[arg(value_name = "THƯ_MỤC", help_heading = WANTED)]
    pub folder: Option<PathBuf>,
}

/// `motcua restore`.
#[derive(Debug, ArgGroupArgs)]
pub struct Restore {
    /// Bản sao lưu
    #[arg(value_name = "TỆP", help_heading = WANTED, display_order = 2)]
    pub file: PathBuf,
}

/// The whole command, with the Vietnamese frame of its help. Subcommands do not inherit it.
pub fn command() -> clap::Command {
    let framed = |command: clap::Command| command.help_template(TEMPLATE).disable_help_subcommand(true);
    framed(Args::command()).mut_subcommands(framed)
}

fn noun(text: &str) -> Result<Noun, String> {
    let words = Noun::ALL.map(Noun::code).join(", ");
    Noun::from_code(text).ok_or_else(|| format!("phải là một trong: {words}"))
}

fn format(text: &str) -> Result<Format, String> {
    let words = Format::ALL.map(Format::code).join(", ");
    Format::from_code(text).ok_or_else(|| format!("phải là một trong: {words}"))
}

fn form_format(text: &str) -> Result<Format, String> {
    let known = Format::from_code(text).filter(|format| matches!(format, Format::Docx | Format::Text));
    known.ok_or_else(|| "phải là một trong: docx, text".to_owned())
}

fn paper_set(text: &str) -> Result<String, String> {
    let mut known: Vec<&str> = sets::editions().iter().map(|edition| edition.set.as_str()).collect();
    known.dedup();
    if known.contains(&text) {
        Ok(text.to_owned())
    } else {
        Err(format!("phải là một trong: {}", known.join(", ")))
    }
}

fn paper_form(text: &str) -> Result<sets::Form, String> {
    sets::Form::from_code(text).ok_or_else(|| "phải là một trong: 01, 02, 03, 04, 05, 06, 07".to_owned())
}

fn paper_format(text: &str) -> Result<Format, String> {
    let known = Format::from_code(text).filter(|format| *format != Format::Json);
    known.ok_or_else(|| "phải là một trong: text, csv, docx, xlsx".to_owned())
}

fn list_format(text: &str) -> Result<Format, String> {
    let known = Format::from_code(text).filter(|format| matches!(format, Format::Text | Format::Csv));
    known.ok_or_else(|| "phải là một trong: text, csv".to_owned())
}

fn cutoff(text: &str) -> Result<Cutoff, String> {
    let words = Cutoff::ALL.map(Cutoff::code).join(", ");
    Cutoff::from_code(text).ok_or_else(|| format!("phải là một trong: {words}"))
}

fn channel(text: &str) -> Result<Channel, String> {
    let words = Channel::ALL.iter().map(|channel| channel.code()).collect::<Vec<_>>().join(", ");
    Channel::from_code(text).ok_or_else(|| format!("phải là một trong: {words}"))
}

fn limit(text: &str) -> Result<Limit, String> {
    text.parse().map_err(|error: crate::domain::limit::LimitError| error.to_string())
}

fn day(text: &str) -> Result<Day, String> {
    crate::cli::when::day(text).map_err(|error| format!("{error}, hoặc như trên giấy: 20/11/2026"))
}

fn clock(text: &str) -> Result<u16, String> {
    parse_clock(text).map_err(|error| error.to_string())
}

fn extension(text: &str) -> Result<Extension, String> {
    let extension: Extension = text.parse().map_err(|error: crate::domain::limit::LimitError| error.to_string())?;
    match extension.limit.unit {
        Unit::SameDay => Err("gia hạn phải có số ngày hoặc số giờ, ví dụ 5wd:Điều 20".to_owned()),
        _ => Ok(extension),
    }
}

fn pause(text: &str) -> Result<Pause, String> {
    let pause = crate::exchange::pause(text)?;
    match pause.to {
        Some(to) if to < pause.from => Err("lúc hết tạm dừng đứng trước lúc bắt đầu".to_owned()),
        _ => Ok(pause),
    }
}

fn pause_rule(text: &str) -> Result<PauseRule, String> {
    let words = PauseRule::ALL.map(PauseRule::code).join(", ");
    PauseRule::from_code(text).ok_or_else(|| format!("phải là một trong: {words}"))
}

fn page_format(text: &str) -> Result<Format, String> {
    let known = Format::from_code(text).filter(|format| *format != Format::Xlsx);
    known.ok_or_else(|| "phải là một trong: text, docx, csv, json".to_owned())
}

fn sheet_format(text: &str) -> Result<Format, String> {
    let known = Format::from_code(text).filter(|format| crate::desk::papers::sheet::FORMATS.contains(format));
    known.ok_or_else(|| "phải là một trong: docx, xlsx, csv, text".to_owned())
}
