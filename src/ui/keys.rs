//! The rows of the table of keys, and nothing else. A new key is one new row here.
//!
//! Function keys each have an Alt twin for terminals that keep them to themselves.

use crate::ui::input::{Key, KeyCode};
use crate::ui::keymap::{Act, KeyRow, Scope};

/// A row, written so that a screenful of them can be read.
const fn row(
    scope: Scope,
    keys: &'static [Key],
    act: Act,
    label: &'static str,
    weight: u8,
    help: &'static str,
) -> KeyRow {
    KeyRow { scope, keys, act, label, help, weight }
}

const UP: Key = Key::plain(KeyCode::Up);
const DOWN: Key = Key::plain(KeyCode::Down);
const PAGE_UP: Key = Key::plain(KeyCode::PageUp);
const PAGE_DOWN: Key = Key::plain(KeyCode::PageDown);
const HOME: Key = Key::plain(KeyCode::Home);
const END: Key = Key::plain(KeyCode::End);
const LEFT: Key = Key::plain(KeyCode::Left);
const RIGHT: Key = Key::plain(KeyCode::Right);
const ENTER: Key = Key::plain(KeyCode::Enter);
const ESC: Key = Key::plain(KeyCode::Esc);
const TAB: Key = Key::plain(KeyCode::Tab);
const BACK_TAB: Key = Key::shift(KeyCode::Tab);
const BACKSPACE: Key = Key::plain(KeyCode::Backspace);
const SPACE: Key = Key::char(' ');
const ALT_DOWN: Key = Key { alt: true, ..DOWN };
const ALT_ENTER: Key = Key { alt: true, ..ENTER };
const CTRL_LEFT: Key = Key { ctrl: true, ..LEFT };
const CTRL_RIGHT: Key = Key { ctrl: true, ..RIGHT };
const CTRL_BACKSPACE: Key = Key { ctrl: true, ..BACKSPACE };
const ALT_BACKSPACE: Key = Key { alt: true, ..BACKSPACE };
const DELETE: Key = Key::plain(KeyCode::Delete);
const CTRL_DELETE: Key = Key { ctrl: true, ..DELETE };

/// The keys that switch the built-in way of typing; F12 is some terminals' own, so Ctrl+O does the same.
const TYPING: &[Key] = &[Key::f(12), Key::ctrl('o')];
const TYPING_HELP: &str = "Đổi bộ gõ của chương trình: tắt, Telex, VNI; máy đã có UniKey hay EVKey thì để tắt.";

/// Moves of the caret that leave a selection behind them.
const SELECTING: &[Key] = &[
    Key::shift(KeyCode::Left),
    Key::shift(KeyCode::Right),
    Key { shift: true, ..CTRL_LEFT },
    Key { shift: true, ..CTRL_RIGHT },
    Key::shift(KeyCode::Home),
    Key::shift(KeyCode::End),
];

/// A key for each level on the kiosk.
const LEVELS: &[Key] = &[Key::char('1'), Key::char('2'), Key::char('3'), Key::char('4'), Key::char('5')];

/// A key for each counter of the day, in the order of the screen.
pub const COUNTERS: &[Key] = &[
    Key::char('1'),
    Key::char('2'),
    Key::char('3'),
    Key::char('4'),
    Key::char('5'),
    Key::char('6'),
    Key::char('7'),
    Key::char('8'),
    Key::char('9'),
    Key::char('a'),
    Key::char('b'),
    Key::char('c'),
    Key::char('d'),
    Key::char('e'),
    Key::char('f'),
    Key::char('p'),
];

use Scope::{
    Accept, Catalogue, Choose, Confirm, Detail, Dossiers, Field, Form, Global, Help, Journal, List, Progress, Prompt,
    Reports, SetUp, Text, Today,
};

/// Every key of the program.
#[rustfmt::skip]
pub const ROWS: &[KeyRow] = &[
    row(Global, &[Key::f(1), Key::alt('1')], Act::Help, "Trợ giúp", 1, "Mở trợ giúp của màn hình đang dùng, gõ để tìm."),
    row(Global, &[Key::f(2), Key::alt('2')], Act::NewDossier, "Tiếp nhận", 2, "Mở phiếu tiếp nhận một hồ sơ mới."),
    row(Global, &[Key::f(3), Key::alt('3')], Act::Today, "Hôm nay", 3, "Về màn hình việc hôm nay."),
    row(Global, &[Key::f(4), Key::alt('4')], Act::Dossiers, "Hồ sơ", 4, "Mở danh sách hồ sơ."),
    row(Global, &[Key::f(5), Key::alt('5')], Act::Reports, "Báo cáo", 6, "Mở các báo cáo."),
    row(Global, &[Key::f(6), Key::alt('6')], Act::Catalogue, "Danh mục", 7, "Mở danh mục thủ tục, cán bộ, lịch làm việc và thiết lập."),
    row(Global, &[Key::f(7), Key::alt('7')], Act::Overdue, "Quá hạn", 5, "Mở danh sách hồ sơ quá hạn từ bất cứ màn hình nào."),
    row(Global, &[Key::f(8), Key::alt('8')], Act::Journal, "Nhật ký", 9, "Xem lịch sử thay đổi của sổ."),
    row(Global, &[Key::f(9), Key::alt('9')], Act::SwitchOfficer, "Đổi cán bộ", 10, "Đổi cán bộ đang ngồi máy."),
    row(Global, &[Key::f(10), Key::ctrl('q'), Key::alt('0')], Act::Quit, "Thoát", 8, "Thoát chương trình; mọi việc đã lưu được giữ nguyên."),
    row(Global, &[Key::f(11), Key::alt('v')], Act::Duties, "Sổ việc", 9, "Chọn một sổ việc khác: lịch năm và các sổ theo dõi."),
    row(Global, &[Key::alt('x')], Act::Apologies, "Sổ xin lỗi", 0, "Mở sổ xin lỗi: hồ sơ sẽ trễ, đã trễ, văn bản chờ đăng tải, niêm yết."),
    row(Global, &[Key::alt('l')], Act::Calendar, "Lịch năm", 0, "Mở lịch làm việc của cả năm."),
    row(Global, &[Key::alt('t')], Act::HeadPage, "Trang lãnh đạo", 0, "Quá hạn, thiếu xin lỗi và việc còn nợ theo cán bộ hoặc lĩnh vực; giải trình hồ sơ quá hạn."),
    row(Global, &[Key::alt('f')], Act::Fees, "Phí đã thu", 0, "Phí, lệ phí đã thu trong ngày hoặc một khoảng ngày, theo cán bộ thu."),
    row(Global, &[Key::alt('n')], Act::Postings, "Niêm yết TTHC", 0, "Thủ tục được công bố phải niêm yết, theo hạn niêm yết."),
    row(Global, &[Key::alt('c')], Act::Directing, "Văn bản chỉ đạo", 0, "Văn bản chỉ đạo, đôn đốc, để nêu ở mục I của báo cáo."),
    row(Global, &[Key::alt('d')], Act::Ratings, "Đánh giá", 0, "Mở các số tổng về đánh giá của công dân."),
    row(Global, &[Key::alt('p')], Act::Feedback, "Phản ánh", 0, "Mở sổ phản ánh, kiến nghị: đang xử lý, đã trả lời, đã công khai, từ chối."),
    row(Global, &[Key::alt('m')], Act::Kiosk, "Màn hình đánh giá", 0, "Mở màn hình đánh giá cho công dân ở cửa sổ này; chỉ mã của cán bộ mới rời được."),
    row(Global, &[Key::alt('s')], Act::Digitising, "Số hóa", 0, "Mở danh sách hồ sơ chưa số hóa thành phần hoặc kết quả, theo cán bộ."),
    row(Global, &[Key::ctrl('z')], Act::Undo, "Hoàn tác", 0, "Hoàn tác lần ghi gần nhất của mình ở cửa sổ này; việc hoàn tác cũng được ghi vào nhật ký. Việc khác: F8, phím u."),
    row(Global, &[Key::ctrl('y')], Act::Redo, "Làm lại", 0, "Làm lại việc vừa hoàn tác."),
    row(Global, &[Key::ctrl('p')], Act::Palette, "Bảng lệnh", 11, "Gõ tên việc cần làm, không cần dấu, rồi nhấn Enter."),
    row(Global, &[Key::ctrl('l')], Act::Redraw, "Vẽ lại", 0, "Vẽ lại toàn bộ màn hình khi cửa sổ bị nhiễu."),

    row(Global, TYPING, Act::Typing, "Bộ gõ", 0, TYPING_HELP),

    row(List, &[UP, Key::char('k')], Act::Up, "Lên", 0, "Lên một dòng."),
    row(List, &[DOWN, Key::char('j')], Act::Down, "Xuống", 0, "Xuống một dòng."),
    row(List, &[PAGE_UP, Key::ctrl('u')], Act::PageUp, "Trang trước", 0, "Lên một trang."),
    row(List, &[PAGE_DOWN, Key::ctrl('d')], Act::PageDown, "Trang sau", 0, "Xuống một trang."),
    row(List, &[HOME, Key::char('g')], Act::First, "Đầu", 0, "Về dòng đầu tiên."),
    row(List, &[END, Key::char('G')], Act::Last, "Cuối", 0, "Đến dòng cuối cùng."),
    row(List, &[ENTER], Act::Open, "Mở", 12, "Mở dòng đang chọn."),
    row(List, &[Key::char('/'), Key::ctrl('f')], Act::Find, "Tìm", 13, "Tìm theo mã, tên, số điện thoại hoặc số CCCD; không cần gõ dấu."),
    row(List, &[ESC, BACKSPACE], Act::Back, "Quay lại", 18, "Bỏ tìm, bỏ lọc hoặc quay lại màn hình trước."),
    row(List, &[Key::char('i')], Act::Print, "In", 16, "In danh sách hoặc văn bản đang xem."),
    row(List, &[Key::char('x')], Act::Export, "Xuất tệp", 17, "Xuất ra tệp Word, Excel, CSV hoặc văn bản thuần."),
    row(List, &[Key::char('?')], Act::Help, "Trợ giúp", 0, "Mở trợ giúp khi bàn phím không có phím F1."),
    row(List, &[Key::char(':')], Act::Palette, "Bảng lệnh", 0, "Gõ tên việc cần làm, không cần dấu, rồi nhấn Enter."),

    row(Today, &[TAB], Act::NextPart, "Phần sau", 14, "Chuyển giữa các phần của màn hình hôm nay."),
    row(Today, COUNTERS, Act::Counter, "Mở số", 13, "Mở danh sách của con số mang phím ấy trên màn hình."),
    row(Today, &[Key::char('w')], Act::Differing, "Lệch lịch", 0, "Mở danh sách hồ sơ có hạn tính lại hôm nay khác ngày đã hẹn, để hẹn lại."),
    row(Today, &[LEFT], Act::PreviousField, "Sang trái", 0, "Sang con số bên trái."),
    row(Today, &[RIGHT, Key::char('l')], Act::NextField, "Sang phải", 0, "Sang con số bên phải."),
    row(Today, &[Key::char('q'), Key::char('o')], Act::OnlyOverdue, "Quá hạn", 0, "Mở danh sách hồ sơ quá hạn."),

    row(Today, &[Key::char('h')], Act::Explain, "Giải trình hạn", 0, "Xem cách tính hạn từng ngày của dòng đang chọn."),
    row(Dossiers, &[Key::char('h')], Act::Explain, "Giải trình hạn", 17, "Xem cách tính hạn từng ngày của hồ sơ đang chọn."),
    row(Dossiers, &[Key::char('l')], Act::Filter, "Lọc", 14, "Lọc theo tình trạng, lĩnh vực, thủ tục, cán bộ, kênh, ngày."),
    row(Dossiers, &[Key::char('v')], Act::Views, "Cách xem", 20, "Mở, đổi tên hoặc bỏ một cách xem đã lưu."),
    row(Dossiers, &[Key::char('w')], Act::SaveView, "Lưu cách xem", 21, "Lưu bộ lọc, thứ tự và các cột đang dùng dưới một tên."),
    row(Dossiers, &[SPACE], Act::Mark, "Đánh dấu", 0, "Đánh dấu hoặc bỏ dấu dòng đang chọn để làm một việc cho nhiều hồ sơ."),
    row(Dossiers, &[Key::char('*')], Act::MarkAll, "Đánh dấu hết", 0, "Đánh dấu tất cả các dòng đang hiện, hoặc bỏ hết dấu."),
    row(Dossiers, &[Key::char('q'), Key::char('o')], Act::OnlyOverdue, "Chỉ quá hạn", 0, "Chỉ hiện hồ sơ quá hạn, nhấn lần nữa để hiện lại tất cả."),
    row(Dossiers, &[Key::char('n')], Act::Newcomer, "Vừa tiếp nhận", 15, "Đến hồ sơ vừa tiếp nhận; đang lọc hay tìm mà không thấy thì hiện lại cả danh sách."),
    row(Dossiers, &[Key::char('m'), Key::char('.')], Act::Moves, "Việc…", 13, "Chọn việc cần làm cho hồ sơ đang chọn hoặc các hồ sơ đã đánh dấu."),

    row(Scope::Table, &[Key::char('s')], Act::Sort, "Sắp xếp", 18, "Chọn thứ tự theo bất cứ cột nào, tăng hay giảm; bấm chuột vào đầu cột cũng sắp xếp."),
    row(Scope::Table, &[Key::char('=')], Act::FilterBy, "Lọc theo ô", 18, "Chọn một cột, chỉ giữ các dòng có giá trị như dòng đang chọn; Esc để bỏ lọc."),
    row(Scope::Table, &[Key::char('c')], Act::Columns, "Cột", 19, "Chọn cột nào hiện, theo thứ tự nào."),
    row(Scope::Table, &[Key::char('y')], Act::Copy, "Chép", 20, "Chép một ô hoặc cả dòng vào bộ nhớ tạm của máy, nếu cửa sổ dòng lệnh cho phép."),

    row(Scope::Columns, &[UP, Key::char('k')], Act::Up, "Lên", 0, "Lên một cột."),
    row(Scope::Columns, &[DOWN, Key::char('j')], Act::Down, "Xuống", 0, "Xuống một cột."),
    row(Scope::Columns, &[SPACE], Act::Toggle, "Hiện/ẩn", 11, "Hiện hoặc ẩn cột đang chọn."),
    row(Scope::Columns, &[Key::char('-'), Key::char('h'), Key::shift(KeyCode::Up)], Act::Earlier, "Sang trái", 12, "Đưa cột lên trước một chỗ."),
    row(Scope::Columns, &[Key::char('+'), Key::char('='), Key::char('l'), Key::shift(KeyCode::Down)], Act::Later, "Sang phải", 13, "Đưa cột xuống sau một chỗ."),
    row(Scope::Columns, &[Key::char('r')], Act::Reset, "Như thường", 14, "Trở lại các cột thường dùng."),
    row(Scope::Columns, &[ENTER, ESC, BACKSPACE], Act::Close, "Xong", 10, "Đóng hộp; các cột giữ như đã chọn."),
    row(Scope::Columns, &[Key::char('?')], Act::Help, "Trợ giúp", 0, "Mở trợ giúp khi bàn phím không có phím F1."),

    row(Detail, &[Key::char('g')], Act::HandOver, "Giao việc", 12, "Giao cho cán bộ khác hoặc đơn vị giải quyết, ghi lúc giao và lúc nhận."),
    row(Detail, &[Key::char('t')], Act::Pause, "Tạm dừng", 13, "Tạm dừng tính hạn: yêu cầu bổ sung, chờ nghĩa vụ tài chính hoặc lý do khác."),
    row(Detail, &[Key::char('c')], Act::Resume, "Tiếp tục", 14, "Tính hạn tiếp khi đã đủ điều kiện."),
    row(Detail, &[Key::char('x')], Act::Done, "Xong việc", 12, "Ghi lúc đã xử lý xong công việc."),
    row(Detail, &[Key::char('k')], Act::Settle, "Kết thúc", 12, "Ghi lúc đã kết thúc hồ sơ trên Cổng."),
    row(Detail, &[Key::char('r')], Act::GiveBack, "Trả kết quả", 12, "Ghi lúc và cách trả kết quả cho công dân."),
    row(Detail, &[Key::char('l')], Act::Reject, "Trả lại", 20, "Trả lại hồ sơ, không giải quyết; phải có lý do."),
    row(Detail, &[Key::char('u')], Act::Withdraw, "Rút hồ sơ", 21, "Công dân rút hồ sơ."),
    row(Detail, &[Key::char('d')], Act::Stop, "Dừng", 22, "Dừng giải quyết hồ sơ; phải có lý do và căn cứ."),
    row(Detail, &[Key::char('n')], Act::Refuse, "Từ chối", 23, "Từ chối tiếp nhận hồ sơ nộp trực tuyến hoặc qua bưu chính; phải có lý do."),
    row(Detail, &[Key::char('s')], Act::Amend, "Sửa", 15, "Sửa thông tin, mốc thời gian hoặc hạn; phải có lý do, giá trị cũ được giữ lại."),
    row(Detail, &[Key::char('a')], Act::Apologise, "Xin lỗi", 16, "Văn bản xin lỗi: ban hành, đăng tải, niêm yết và hẹn lại."),
    row(Detail, &[Key::char('p')], Act::DigitiseComponents, "Số hóa giấy tờ", 17, "Ghi số hóa hoặc tái sử dụng từng thành phần hồ sơ."),
    row(Detail, &[Key::char('o')], Act::DigitiseResult, "Số hóa kết quả", 18, "Ghi số hóa kết quả giải quyết, hoặc lý do chưa số hóa."),
    row(Detail, &[Key::char('v')], Act::Rate, "Đánh giá", 13, "Ghi mức độ hài lòng của công dân."),
    row(Detail, &[Key::char('$')], Act::TakeFee, "Phí đã thu", 24, "Ghi hoặc sửa phí, lệ phí đã thu: số tiền, cách thu, lúc thu, người thu."),
    row(Detail, &[Key::char('j')], Act::Invite, "Mời đánh giá", 19, "Mời công dân đánh giá hồ sơ này trên màn hình đánh giá của quầy; lời mời đứng 3 phút."),
    row(Detail, &[Key::char('f')], Act::AcceptFiled, "Tiếp nhận", 11, "Tiếp nhận hồ sơ đã nộp trực tuyến; thời hạn bắt đầu tính."),
    row(Detail, &[Key::char('b')], Act::Receive, "Nhận bàn giao", 20, "Ghi lúc bên nhận đã nhận hồ sơ bàn giao."),
    row(Detail, &[Key::char('w')], Act::Repromise, "Gia hạn", 25, "Gia hạn hồ sơ còn trong hạn, có văn bản và căn cứ; hẹn đầu tiên vẫn được giữ."),
    row(Detail, &[Key::char('z')], Act::CorrectPause, "Sửa tạm dừng", 27, "Sửa lúc bắt đầu, lúc hết, lý do, số văn bản của một lần tạm dừng; hạn cũ vẫn hiện, ghi đã hủy."),
    row(Detail, &[Key::char('e')], Act::Classify, "Loại trễ", 26, "Ghi trễ thực hay trễ do thao tác, nguyên nhân và cán bộ phụ trách."),
    row(Detail, &[Key::char('i')], Act::Print, "In", 16, "In giấy hẹn và các phiếu khác của hồ sơ."),
    row(Detail, &[Key::char('/'), Key::ctrl('f')], Act::Find, "Tìm", 18, "Tìm chữ trong trang hồ sơ (giấy tờ, mốc, ghi chú…), không cần dấu, rồi đến đúng dòng ấy."),
    row(Detail, &[Key::char('h')], Act::Explain, "Giải trình hạn", 17, "Xem cách tính hạn từng ngày: ngày nào tính, ngày nào không, vì sao."),
    row(Detail, &[Key::char('y')], Act::History, "Lịch sử", 19, "Xem mọi thay đổi của hồ sơ: ai, lúc nào, cũ, mới."),
    row(Detail, &[Key::char('m'), Key::char('.')], Act::Moves, "Việc…", 11, "Chọn việc theo tên; việc chưa làm được thì nói rõ vì sao."),
    row(Detail, &[Key::char('q')], Act::LinkLeg, "Liên thông", 28, "Gắn hồ sơ này vào một yêu cầu liên thông, làm một chặng của yêu cầu ấy."),
    row(Detail, &[Key::char('+')], Act::AcceptLeg, "Thêm chặng", 29, "Tiếp nhận một chặng mới của yêu cầu này; người nộp lấy theo yêu cầu."),
    row(Detail, &[Key::char('-')], Act::UnlinkLeg, "Bỏ liên thông", 30, "Bỏ hồ sơ này khỏi yêu cầu liên thông; phải có lý do."),
    row(Detail, &[ENTER], Act::Open, "Mở chặng", 0, "Mở một chặng của yêu cầu, hoặc yêu cầu của chặng này."),
    row(Detail, &[UP], Act::Up, "Lên", 0, "Cuộn lên một dòng. Ở đây chữ cái là việc của hồ sơ (h, j, k, l, g cũng vậy), nên không cuộn bằng chữ."),
    row(Detail, &[DOWN], Act::Down, "Xuống", 0, "Cuộn xuống một dòng; Ctrl+U, Ctrl+D cuộn cả trang."),
    row(Detail, &[PAGE_UP, Key::ctrl('u')], Act::PageUp, "Trang trước", 0, "Cuộn lên một trang."),
    row(Detail, &[PAGE_DOWN, Key::ctrl('d')], Act::PageDown, "Trang sau", 0, "Cuộn xuống một trang."),
    row(Detail, &[HOME], Act::First, "Đầu", 0, "Về đầu trang."),
    row(Detail, &[END], Act::Last, "Cuối", 0, "Đến cuối trang."),
    row(Detail, &[ESC, BACKSPACE], Act::Back, "Quay lại", 12, "Quay lại danh sách."),
    row(Detail, &[Key::char('?')], Act::Help, "Trợ giúp", 0, "Mở trợ giúp khi bàn phím không có phím F1."),
    row(Detail, &[Key::char(':')], Act::Palette, "Bảng lệnh", 0, "Gõ tên việc cần làm, không cần dấu, rồi nhấn Enter."),

    row(Scope::Explain, &[UP, Key::char('k')], Act::Up, "Lên", 0, "Cuộn lên một dòng."),
    row(Scope::Explain, &[DOWN, Key::char('j')], Act::Down, "Xuống", 0, "Cuộn xuống một dòng."),
    row(Scope::Explain, &[PAGE_UP, Key::ctrl('u')], Act::PageUp, "Trang trước", 14, "Cuộn lên một trang."),
    row(Scope::Explain, &[PAGE_DOWN, SPACE, Key::ctrl('d')], Act::PageDown, "Trang sau", 13, "Cuộn xuống một trang."),
    row(Scope::Explain, &[HOME, Key::char('g')], Act::First, "Đầu", 0, "Về đầu bản giải trình."),
    row(Scope::Explain, &[END, Key::char('G')], Act::Last, "Cuối", 0, "Đến cuối bản giải trình."),
    row(Scope::Explain, &[Key::char('i')], Act::Print, "In", 11, "In bản giải trình thời hạn giải quyết hồ sơ."),
    row(Scope::Explain, &[Key::char('x')], Act::Export, "Xuất tệp", 12, "Xuất bản giải trình ra tệp Word, văn bản thuần, CSV hoặc JSON."),
    row(Scope::Explain, &[ESC, BACKSPACE, Key::char('h')], Act::Back, "Quay lại", 10, "Quay lại màn hình trước."),
    row(Scope::Explain, &[Key::char('?')], Act::Help, "Trợ giúp", 0, "Mở trợ giúp khi bàn phím không có phím F1."),

    row(Scope::Digitising, &[Key::char('d')], Act::GapDone, "Đã đủ", 11, "Ghi đã số hóa đủ thành phần (hoặc kết quả) của hồ sơ đang chọn, hoặc các hồ sơ đã đánh dấu."),
    row(Scope::Digitising, &[Key::char('l')], Act::GapReused, "Dùng lại", 18, "Ghi các thành phần còn thiếu được dùng lại từ kho đã số hóa."),
    row(Scope::Digitising, &[Key::char('n')], Act::GapNational, "CSDL QG", 19, "Ghi các thành phần còn thiếu được lấy từ cơ sở dữ liệu quốc gia; tính là dùng lại."),
    row(Scope::Digitising, &[Key::char('a')], Act::GapNotApplicable, "Không áp dụng", 20, "Ghi các thành phần còn thiếu không áp dụng cho hồ sơ này."),
    row(Scope::Digitising, &[Key::char('h')], Act::GapUnmendable, "Không thể", 21, "Ghi không thể số hóa, phải có lý do; hồ sơ vẫn tính là chưa số hóa và lý do vào chú thích báo cáo."),
    row(Scope::Digitising, &[Key::char('u')], Act::GapSigned, "Ký số", 12, "Ghi kết quả đã số hóa và đã ký số."),
    row(Scope::Digitising, &[TAB], Act::NextPart, "Phần sau", 12, "Chuyển giữa chưa số hóa thành phần và chưa số hóa kết quả."),
    row(Scope::Digitising, &[Key::char('t')], Act::GapSpan, "Khoảng", 13, "Đổi giữa hôm nay, kỳ báo cáo này và tất cả."),
    row(Scope::Digitising, &[Key::char('b')], Act::CheckScans, "Kiểm tra tệp", 22, "Tìm tệp của mọi bản quét đã ghi đường dẫn và nói tệp nào không thấy; liên kết thì không kiểm tra."),
    row(Scope::Digitising, &[SPACE], Act::Mark, "Đánh dấu", 0, "Đánh dấu hoặc bỏ dấu hồ sơ đang chọn để ghi một lượt."),
    row(Scope::Digitising, &[Key::char('*')], Act::MarkAll, "Đánh dấu hết", 0, "Đánh dấu tất cả các dòng đang hiện, hoặc bỏ hết dấu."),
    row(Scope::Digitising, &[Key::char('r')], Act::Recount, "Xem lại", 0, "Đọc lại danh sách."),
    row(Scope::Differing, &[SPACE], Act::Mark, "Đánh dấu", 14, "Đánh dấu hoặc bỏ dấu hồ sơ đang chọn để hẹn lại một lượt."),
    row(Scope::Differing, &[Key::char('*')], Act::MarkAll, "Đánh dấu hết", 15, "Đánh dấu tất cả hồ sơ lệch lịch, hoặc bỏ hết dấu."),
    row(Scope::Differing, &[Key::char('n')], Act::PromiseAnew, "Hẹn lại", 11, "Hẹn lại theo cách tính hiện nay, có lý do; ngày hẹn cũ được giữ trong sổ hạn trả."),
    row(Scope::Differing, &[Key::char('h')], Act::Explain, "Vì sao", 16, "Giải trình từng ngày của hạn trả hồ sơ đang chọn."),
    row(Scope::Differing, &[Key::char('r')], Act::Recount, "Xem lại", 18, "Tìm lại các hồ sơ lệch lịch theo số liệu mới nhất."),

    row(Scope::HeadPage, &[TAB], Act::NextPart, "Cán bộ/lĩnh vực", 14, "Đổi giữa cách xem theo cán bộ và theo lĩnh vực."),
    row(Scope::HeadPage, &[Key::char('h')], Act::ExplainLate, "Giải trình", 13, "Chọn kỳ và cán bộ, rồi in hoặc xuất báo cáo giải trình các hồ sơ quá hạn."),
    row(Scope::HeadPage, &[Key::char('r')], Act::Recount, "Đếm lại", 18, "Đếm lại theo số liệu mới nhất."),
    row(Scope::Fees, &[Key::char('t')], Act::Period, "Khoảng ngày", 13, "Chọn một ngày hay một khoảng ngày."),
    row(Scope::Fees, &[Key::char('r')], Act::Recount, "Cộng lại", 18, "Cộng lại theo số liệu mới nhất."),
    row(Scope::Postings, &[Key::char('a')], Act::Add, "Thêm", 11, "Ghi một quyết định công bố phải niêm yết."),
    row(Scope::Postings, &[Key::char('e')], Act::Edit, "Sửa", 14, "Sửa dòng đang chọn, có lý do."),
    row(Scope::Postings, &[Key::char('n')], Act::Post, "Đã niêm yết", 12, "Ghi đã niêm yết dòng đang chọn hoặc các dòng đã đánh dấu."),
    row(Scope::Postings, &[Key::char('b')], Act::Remove, "Bỏ dòng", 17, "Bỏ dòng đang chọn hoặc các dòng đã đánh dấu, có lý do; hoàn tác được."),
    row(Scope::Postings, &[SPACE], Act::Mark, "Đánh dấu", 16, "Đánh dấu hoặc bỏ dấu dòng đang chọn."),
    row(Scope::Postings, &[Key::char('*')], Act::MarkAll, "Đánh dấu hết", 0, "Đánh dấu tất cả, hoặc bỏ hết dấu."),
    row(Scope::Directing, &[Key::char('a')], Act::Add, "Thêm", 11, "Ghi một văn bản chỉ đạo."),
    row(Scope::Directing, &[Key::char('e')], Act::Edit, "Sửa", 14, "Sửa văn bản đang chọn, có lý do."),
    row(Scope::Directing, &[Key::char('t')], Act::Period, "Khoảng ngày", 13, "Chọn khoảng ngày của văn bản."),
    row(Scope::Directing, &[Key::char('b')], Act::Remove, "Bỏ văn bản", 17, "Bỏ văn bản đang chọn hoặc các văn bản đã đánh dấu, có lý do; hoàn tác được."),
    row(Scope::Directing, &[SPACE], Act::Mark, "Đánh dấu", 16, "Đánh dấu hoặc bỏ dấu văn bản đang chọn."),
    row(Scope::Directing, &[Key::char('*')], Act::MarkAll, "Đánh dấu hết", 0, "Đánh dấu tất cả, hoặc bỏ hết dấu."),
    row(Scope::Apologies, &[TAB, RIGHT], Act::NextPart, "Phần sau", 11, "Sang phần sau của sổ: sẽ trễ, đã trễ, chưa đăng tải, chưa niêm yết, đủ, không xin lỗi."),
    row(Scope::Apologies, &[BACK_TAB, LEFT], Act::PreviousPart, "Phần trước", 0, "Về phần trước của sổ."),
    row(Scope::Apologies, &[Key::char('b')], Act::IssueLetter, "Ban hành", 12, "Ban hành văn bản xin lỗi cho hồ sơ đang chọn hoặc các hồ sơ đã đánh dấu; số lấy tiếp của năm, không bỏ trống."),
    row(Scope::Apologies, &[Key::char('t')], Act::UploadLetter, "Đăng tải", 13, "Ghi ngày đăng tải văn bản lên hệ thống của tỉnh."),
    row(Scope::Apologies, &[Key::char('n')], Act::PostLetter, "Niêm yết", 14, "Ghi ngày niêm yết văn bản tại Bộ phận Một cửa."),
    row(Scope::Apologies, &[Key::char('l')], Act::ExcuseLetter, "Không xin lỗi", 17, "Ghi lý do không có văn bản xin lỗi."),
    row(Scope::Apologies, &[Key::char('e')], Act::Classify, "Loại trễ", 18, "Ghi trễ thực hay trễ do thao tác; trễ do thao tác phải có giờ xong việc và minh chứng."),
    row(Scope::Apologies, &[SPACE], Act::Mark, "Đánh dấu", 19, "Đánh dấu hoặc bỏ dấu dòng đang chọn để làm một việc cho nhiều hồ sơ."),
    row(Scope::Apologies, &[Key::char('*')], Act::MarkAll, "Đánh dấu hết", 0, "Đánh dấu tất cả các dòng của phần đang xem, hoặc bỏ hết dấu."),
    row(Scope::Apologies, &[Key::char('d')], Act::LetterNumbers, "Số đã cấp", 20, "Xem các số văn bản đã cấp trong năm, kể cả số đã hủy; in hoặc xuất ra tệp."),
    row(Scope::Apologies, &[Key::char('-')], Act::PreviousYear, "Năm trước", 0, "Xem sổ của năm trước."),
    row(Scope::Apologies, &[Key::char('+')], Act::NextYear, "Năm sau", 0, "Xem sổ của năm sau."),
    row(Scope::Apologies, &[Key::char('h')], Act::Explain, "Giải trình hạn", 0, "Xem cách tính hạn từng ngày của hồ sơ đang chọn."),
    row(Scope::Apologies, &[Key::char('m'), Key::char('.')], Act::Moves, "Việc…", 0, "Chọn việc khác cho hồ sơ đang chọn hoặc các hồ sơ đã đánh dấu."),

    row(Form, &[TAB, DOWN, ENTER], Act::NextField, "Ô sau", 15, "Sang ô sau; Enter ở ô cuối là lưu."),
    row(Form, &[BACK_TAB, UP], Act::PreviousField, "Ô trước", 0, "Về ô trước."),
    row(Form, &[Key::ctrl('s'), ALT_ENTER], Act::Save, "Lưu", 1, "Kiểm tra và lưu; nếu có ô sai, con trỏ về ô đó và chữ đã gõ được giữ."),
    row(Form, &[ESC], Act::Leave, "Thôi", 12, "Rời phiếu; những gì đã gõ được giữ làm bản nháp."),
    row(Form, &[ALT_DOWN, Key::ctrl(' ')], Act::Choices, "Chọn", 14, "Mở danh sách lựa chọn của ô."),
    row(Field, &[LEFT], Act::CaretLeft, "Sang trái", 0, "Sang trái một chữ cái."),
    row(Field, &[RIGHT], Act::CaretRight, "Sang phải", 0, "Sang phải một chữ cái."),
    row(Field, &[CTRL_LEFT], Act::WordLeft, "Từ trước", 0, "Về đầu từ trước."),
    row(Field, &[CTRL_RIGHT], Act::WordRight, "Từ sau", 0, "Đến đầu từ sau."),
    row(Field, &[HOME], Act::TextStart, "Đầu ô", 0, "Về đầu ô."),
    row(Field, &[END], Act::TextEnd, "Cuối ô", 0, "Đến cuối ô."),
    row(Field, SELECTING, Act::Select, "Bôi chữ", 0, "Giữ Shift mà di chuyển để bôi; gõ tiếp là thay chữ đã bôi."),
    row(Field, &[Key::ctrl('a')], Act::SelectAll, "Bôi hết", 0, "Bôi cả ô."),
    row(Field, &[BACKSPACE], Act::EraseLeft, "Xóa lùi", 0, "Xóa một chữ cái cả dấu ở trước con trỏ, hoặc phần đã bôi."),
    row(Field, &[DELETE], Act::EraseRight, "Xóa tới", 0, "Xóa một chữ cái ở sau con trỏ, hoặc phần đã bôi."),
    row(Field, &[Key::ctrl('w'), CTRL_BACKSPACE, ALT_BACKSPACE], Act::EraseWordLeft, "Xóa từ trước", 0, "Xóa từ ở trước con trỏ."),
    row(Field, &[CTRL_DELETE], Act::EraseWordRight, "Xóa từ sau", 0, "Xóa từ ở sau con trỏ."),
    row(Field, &[Key::ctrl('u')], Act::EraseToStart, "Xóa đến đầu", 0, "Xóa tất cả ở trước con trỏ; ở cuối ô là xóa sạch ô."),
    row(Field, &[Key::ctrl('k')], Act::EraseToEnd, "Xóa đến cuối", 0, "Xóa tất cả ở sau con trỏ."),
    row(Field, &[Key::ctrl('z')], Act::TakeBack, "Lấy lại chữ", 0, "Lấy lại chữ vừa gõ hay vừa xóa trong ô đang nhập; trong phiếu, phím này không bao giờ hoàn tác sổ."),
    row(Field, &[Key::ctrl('y')], Act::PutBack, "Gõ lại chữ", 0, "Đưa lại chữ vừa lấy lại trong ô đang nhập; trong phiếu, phím này không bao giờ làm lại việc của sổ."),
    row(Field, &[Key::ctrl('e')], Act::AsTyped, "Như gõ", 0, "Trả từ vừa gõ về đúng các phím đã gõ, khi bộ gõ của chương trình đổi nhầm một từ tiếng nước ngoài."),
    row(Accept, &[Key::ctrl('t')], Act::SaveAndPrint, "Lưu và in", 1, "Lưu hồ sơ rồi in giấy tiếp nhận và hẹn trả kết quả."),
    row(Accept, &[Key::ctrl('d')], Act::LikeLast, "Như trước", 14, "Chép thủ tục, kênh và địa chỉ của hồ sơ vừa tiếp nhận."),
    row(Accept, &[Key::ctrl('r')], Act::LikeLastField, "Ô như trước", 18, "Chép riêng ô đang nhập từ hồ sơ vừa tiếp nhận."),
    row(Accept, &[Key::ctrl('n')], Act::NewForm, "Phiếu mới", 16, "Bỏ những gì đang nhập và bắt đầu phiếu khác; có hỏi lại trước khi bỏ."),

    row(Accept, &[Key::ctrl('g')], Act::Explain, "Vì sao", 14, "Xem cách tính ngày hẹn trả từng ngày, trước khi lưu."),

    row(SetUp, &[Key::f(1), Key::alt('1')], Act::Help, "Trợ giúp", 2, "Mở trợ giúp của phiếu thiết lập lần đầu."),
    row(SetUp, TYPING, Act::Typing, "Bộ gõ", 0, TYPING_HELP),
    row(SetUp, &[Key::f(10), Key::ctrl('q'), Key::alt('0')], Act::Quit, "Thoát", 3, "Thoát mà chưa ghi gì; lần sau mở lại sẽ hỏi tiếp."),

    row(Reports, &[TAB, RIGHT], Act::NextField, "Số sau", 11, "Sang con số sau của báo cáo."),
    row(Reports, &[BACK_TAB, LEFT], Act::PreviousField, "Số trước", 0, "Về con số trước của báo cáo."),
    row(Reports, &[Key::char('t')], Act::Period, "Kỳ báo cáo", 9, "Chọn kỳ báo cáo hoặc khoảng ngày bất kỳ."),
    row(Reports, &[Key::char('l')], Act::Choices, "Loại", 12, "Chọn loại báo cáo."),
    row(Reports, &[Key::char('a')], Act::Audit, "Chỉ tiêu", 13, "Xem danh sách chỉ tiêu và các điểm chưa khớp, nhấn lần nữa để về báo cáo."),
    row(Reports, &[Key::char('h')], Act::Explain, "Giải thích", 15, "Giải thích cách đếm của con số đang chọn."),
    row(Reports, &[Key::char('n')], Act::PublishedScores, "Điểm Cổng", 17, "Nhập điểm mà Cổng Dịch vụ công đã công bố cho kỳ này, đứng cạnh điểm ước tính."),
    row(Reports, &[Key::char('o')], Act::Charts, "Biểu đồ", 14, "Đến biểu đồ của báo cáo, nhấn lần nữa đến biểu đồ sau: tiếp nhận và giải quyết theo tuần, quá hạn, đánh giá."),
    row(Reports, &[Key::char('e')], Act::Targets, "Chỉ tiêu giao", 16, "Mở chỉ tiêu được giao, theo ngày: thêm, sửa, bỏ; báo cáo đang xem theo ngay, không phải đếm lại."),
    row(Reports, &[Key::char('r')], Act::Recount, "Đếm lại", 15, "Đếm lại báo cáo theo số liệu mới nhất."),
    row(Reports, &[Key::char('v')], Act::Texts, "Lời văn", 10, "Soạn lời văn các mục của báo cáo kỳ này; xem và nhận gợi ý từ số liệu."),
    row(Reports, &[Key::char('s')], Act::Compared, "So sánh", 13, "Đến bảng chỉ tiêu được giao, nhấn lần nữa đến bảng so sánh với kỳ trước, cùng kỳ năm trước."),

    row(Scope::Narrative, &[Key::char('e')], Act::WriteText, "Soạn", 1, "Soạn lời văn của mục đang chọn, có xem trước và kiểm tra chỗ trống số liệu."),
    row(Scope::Narrative, &[Key::char('y')], Act::TakeSuggestion, "Nhận gợi ý", 2, "Nhận gợi ý từ số liệu làm lời văn; đã có lời văn thì nối thêm dòng chưa có."),
    row(Scope::Narrative, &[Key::char('c')], Act::CopyTexts, "Chép kỳ trước", 3, "Chép lời văn kỳ trước vào các mục còn trống; số liệu tính theo kỳ này."),
    row(Reports, &[Key::char('c')], Act::ClosePeriod, "Chốt kỳ", 16, "Chốt số liệu của kỳ đã kết thúc, giữ nguyên các báo cáo gửi đi; kỳ đã chốt thì mở lại, có lý do."),
    row(Reports, &[Key::char('b')], Act::Reprint, "Bản đã chốt", 18, "Xuất lại đúng tệp đã chốt của kỳ, từng byte."),
    row(Reports, &[Key::char('f')], Act::PrintBook, "Mẫu 07", 19, "In hoặc lưu Sổ theo dõi hồ sơ của kỳ này theo mẫu số 07, là mẫu Word mà đơn vị sửa được."),
    row(Reports, &[Key::char('d')], Act::SinceClosing, "Sau chốt", 17, "Xem hồ sơ nào, chỉ tiêu nào đã khác so với số liệu đã chốt."),

    row(Scope::SinceClosing, &[Key::char('h')], Act::Explain, "Vì sao", 13, "Xem hồ sơ rời, vào chỉ tiêu nào; ai sửa gì, lúc nào."),
    row(Scope::SinceClosing, &[Key::char('a')], Act::Audit, "Chỉ tiêu", 14, "Xem các chỉ tiêu đã chốt và nay, các thay đổi của danh mục, lịch, quy tắc."),
    row(Scope::SinceClosing, &[Key::char('r')], Act::Recount, "So lại", 18, "So lại với số liệu đã chốt."),

    row(Catalogue, &[TAB], Act::NextPart, "Mục sau", 11, "Chuyển giữa thủ tục, cán bộ, lịch, chỉ tiêu và thiết lập."),
    row(Catalogue, &[BACK_TAB], Act::PreviousPart, "Mục trước", 0, "Về mục trước của danh mục."),
    row(Catalogue, &[Key::char('t')], Act::Add, "Thêm", 13, "Thêm một dòng mới."),
    row(Catalogue, &[Key::char('e')], Act::Edit, "Sửa", 14, "Sửa dòng đang chọn; phiên bản cũ vẫn được giữ."),
    row(Catalogue, &[Key::char('v')], Act::Confirm, "Xác nhận", 15, "Xác nhận đã kiểm tra thời hạn của thủ tục."),
    row(Catalogue, &[Key::char('b')], Act::Remove, "Bỏ dòng", 16, "Bỏ ngày khỏi lịch hoặc bỏ chỉ tiêu; hoàn tác được."),
    row(Catalogue, &[Key::char('w')], Act::Differing, "Lệch lịch", 17, "Mở danh sách hồ sơ có hạn tính lại hôm nay khác ngày đã hẹn, để hẹn lại."),
    row(Catalogue, &[Key::char('n')], Act::Calendar, "Lịch năm", 12, "Xem và sửa lịch làm việc của cả năm, mười hai tháng."),
    row(Catalogue, &[LEFT, Key::char('h')], Act::PreviousField, "Năm trước", 0, "Lịch của năm trước."),
    row(Catalogue, &[RIGHT, Key::char('l')], Act::NextField, "Năm sau", 0, "Lịch của năm sau."),

    row(Scope::Calendar, &[LEFT, Key::char('h')], Act::PreviousField, "Ngày trước", 0, "Về ngày trước."),
    row(Scope::Calendar, &[RIGHT, Key::char('l')], Act::NextField, "Ngày sau", 0, "Sang ngày sau."),
    row(Scope::Calendar, &[UP, Key::char('k')], Act::Up, "Tuần trước", 0, "Về tuần trước."),
    row(Scope::Calendar, &[DOWN, Key::char('j')], Act::Down, "Tuần sau", 0, "Sang tuần sau."),
    row(Scope::Calendar, &[PAGE_UP], Act::PageUp, "Tháng trước", 0, "Về tháng trước."),
    row(Scope::Calendar, &[PAGE_DOWN], Act::PageDown, "Tháng sau", 0, "Sang tháng sau."),
    row(Scope::Calendar, &[Key::char('-')], Act::PreviousYear, "Năm trước", 21, "Về năm trước."),
    row(Scope::Calendar, &[Key::char('+'), Key::char('=')], Act::NextYear, "Năm sau", 20, "Sang năm sau."),
    row(Scope::Calendar, &[HOME, Key::char('g')], Act::First, "Hôm nay", 22, "Về ngày hôm nay."),
    row(Scope::Calendar, &[ENTER], Act::Open, "Hẹn trả", 11, "Mở danh sách hồ sơ đang giải quyết hẹn trả ngày đang chọn."),
    row(Scope::Calendar, &[Key::char('t')], Act::AddDays, "Thêm", 12, "Ghi ngày nghỉ hoặc ngày làm bù, một ngày hay một khoảng ngày."),
    row(Scope::Calendar, &[Key::char('s')], Act::EditDay, "Sửa", 13, "Sửa ngày đang chọn: loại, tên, văn bản, tình trạng."),
    row(Scope::Calendar, &[Key::char('b')], Act::RemoveDays, "Bỏ", 15, "Bỏ ngày đang chọn, hoặc các ngày trong khoảng đã chọn, khỏi lịch; hoàn tác được."),
    row(Scope::Calendar, &[Key::char('v')], Act::ConfirmDays, "Xác nhận", 11, "Xác nhận ngày dự kiến hoặc đề xuất bằng văn bản công bố, một ngày hay cả kỳ nghỉ."),
    row(Scope::Calendar, &[SPACE], Act::Mark, "Chọn khoảng", 17, "Bắt đầu chọn một khoảng ngày từ ngày đang đứng; nhấn lần nữa để bỏ chọn."),
    row(Scope::Calendar, &[Key::char('p')], Act::ProposeYear, "Đề xuất", 14, "Đề xuất ngày nghỉ lễ, Tết của một năm theo luật và âm lịch; chưa tính vào hạn nào cho đến khi xác nhận."),
    row(Scope::Calendar, &[Key::char('n')], Act::ImportDays, "Nhập tệp", 16, "Nhập lịch từ tệp CSV; xem trước từng ngày rồi mới ghi."),
    row(Scope::Calendar, &[Key::char('w')], Act::Differing, "Lệch lịch", 14, "Mở danh sách hồ sơ có hạn tính lại hôm nay khác ngày đã hẹn, để hẹn lại."),
    row(Scope::Calendar, &[Key::char('x')], Act::Export, "Xuất tệp", 18, "Xuất danh sách ngày nghỉ, làm bù của năm ra tệp Word, văn bản thuần hoặc CSV."),
    row(Scope::Calendar, &[Key::char('i')], Act::Print, "In", 19, "In danh sách ngày nghỉ, làm bù của năm."),
    row(Scope::Calendar, &[Key::char('d')], Act::YearList, "Danh sách", 16, "Xem các ngày của năm thành danh sách trong Danh mục."),
    row(Scope::Calendar, &[ESC, BACKSPACE], Act::Back, "Quay lại", 10, "Bỏ khoảng đang chọn, hoặc quay lại Danh mục."),
    row(Scope::Calendar, &[Key::char('?')], Act::Help, "Trợ giúp", 0, "Mở trợ giúp khi bàn phím không có phím F1."),

    row(Journal, &[Key::char('u')], Act::UndoEntry, "Hoàn tác", 13, "Hoàn tác lần ghi đang chọn, nếu chưa có lần ghi nào sau đó trên cùng hồ sơ."),

    row(Scope::Ratings, &[TAB], Act::NextPart, "Kỳ sau", 11, "Xem hôm nay, tháng này, quý này hoặc năm nay."),
    row(Scope::Ratings, &[BACK_TAB], Act::PreviousPart, "Kỳ trước", 0, "Về kỳ trước trong các kỳ xem được."),
    row(Scope::Ratings, &[Key::char('t')], Act::Period, "Kỳ khác", 12, "Chọn kỳ báo cáo hoặc khoảng ngày bất kỳ."),
    row(Scope::Ratings, &[Key::char('u')], Act::Unlock, "Từng lượt", 14, "Người đứng đầu gõ mã để xem từng lượt đánh giá; nhấn lần nữa để đóng lại."),

    row(Scope::Feedback, &[TAB], Act::NextPart, "Phần sau", 11, "Chuyển giữa đang xử lý, đã trả lời, đã công khai và từ chối."),
    row(Scope::Feedback, &[BACK_TAB], Act::PreviousPart, "Phần trước", 0, "Về phần trước của sổ phản ánh."),
    row(Scope::Feedback, &[Key::char('t')], Act::FeedbackAdd, "Thêm", 11, "Ghi một phản ánh, kiến nghị mới nhận; mã được cấp tự động."),
    row(Scope::Feedback, &[Key::char('r')], Act::FeedbackAnswer, "Trả lời", 12, "Ghi nội dung và văn bản trả lời người gửi."),
    row(Scope::Feedback, &[Key::char('p')], Act::FeedbackPublish, "Công khai", 13, "Ghi lúc kết quả trả lời được công khai."),
    row(Scope::Feedback, &[Key::char('b')], Act::FeedbackAsk, "Yêu cầu bổ sung", 14, "Yêu cầu người gửi bổ sung; hạn trả lời đứng lại từ lúc ấy."),
    row(Scope::Feedback, &[Key::char('v')], Act::FeedbackCame, "Đã bổ sung", 15, "Ghi lúc người gửi đã bổ sung; hạn trả lời chạy tiếp."),
    row(Scope::Feedback, &[Key::char('n')], Act::FeedbackRefuse, "Từ chối", 16, "Từ chối phản ánh, kiến nghị; phải có lý do."),
    row(Scope::Feedback, &[Key::char('e')], Act::FeedbackEdit, "Sửa", 14, "Sửa phản ánh đang chọn, có lý do; giá trị cũ được giữ trong nhật ký."),
    row(Scope::Feedback, &[Key::char('a')], Act::FeedbackSpan, "Năm cũ", 12, "Đổi giữa phản ánh của hơn một năm qua và của mọi năm."),
    row(Scope::Feedback, &[Key::char('o')], Act::OpenDossier, "Mở hồ sơ", 17, "Mở hồ sơ mà phản ánh nói đến."),

    row(Scope::Kiosk, LEVELS, Act::Rate, "Đánh giá", 0, "Chọn mức độ hài lòng mang số ấy; chạm hoặc bấm chuột vào ô cũng được."),
    row(Scope::Kiosk, &[Key::ctrl('k')], Act::Unlock, "Rời màn hình", 0, "Cán bộ gõ mã rồi Enter để rời màn hình đánh giá."),

    row(Text, &[UP, Key::char('k')], Act::Up, "Lên", 0, "Cuộn lên một dòng."),
    row(Text, &[DOWN, Key::char('j')], Act::Down, "Xuống", 2, "Cuộn xuống một dòng."),
    row(Text, &[PAGE_UP, Key::ctrl('u')], Act::PageUp, "Trang trước", 0, "Cuộn lên một trang."),
    row(Text, &[PAGE_DOWN, SPACE, Key::ctrl('d')], Act::PageDown, "Trang sau", 3, "Cuộn xuống một trang."),
    row(Text, &[HOME, Key::char('g')], Act::First, "Đầu", 0, "Về đầu trang văn bản."),
    row(Text, &[END, Key::char('G')], Act::Last, "Cuối", 0, "Đến cuối trang văn bản."),
    row(Text, &[ESC, ENTER, BACKSPACE], Act::Close, "Đóng", 1, "Đóng trang văn bản."),

    row(Confirm, &[ENTER], Act::Accept, "Chọn", 1, "Chọn nút đang sáng."),
    row(Confirm, &[ESC], Act::Close, "Thôi", 3, "Đóng hộp, không làm gì."),
    row(Confirm, &[UP], Act::Up, "Lên", 0, "Cuộn lên một dòng, khi hộp không hiện hết."),
    row(Confirm, &[DOWN], Act::Down, "Xuống", 0, "Cuộn xuống một dòng, khi hộp không hiện hết."),
    row(Confirm, &[PAGE_UP], Act::PageUp, "Trang trước", 0, "Cuộn lên một trang."),
    row(Confirm, &[PAGE_DOWN], Act::PageDown, "Trang sau", 0, "Cuộn xuống một trang."),
    row(Confirm, &[TAB, Key::plain(KeyCode::Right)], Act::NextField, "Nút sau", 2, "Sang nút sau."),
    row(Confirm, &[BACK_TAB, Key::plain(KeyCode::Left)], Act::PreviousField, "Nút trước", 0, "Về nút trước."),

    row(SetUp, &[Key::ctrl('n')], Act::NewForm, "Làm lại", 16, "Bỏ những gì đã gõ và làm lại từ đầu; có hỏi lại trước khi bỏ."),
    row(Prompt, &[Key::ctrl('n')], Act::NewForm, "Làm lại", 16, "Bỏ những gì đã gõ trong hộp và làm lại từ đầu; có hỏi lại trước khi bỏ."),
    row(Prompt, &[Key::ctrl('d')], Act::LikeLast, "Như trước", 15, "Chép từ lần trước: người nhận, đơn vị nhận khi giao việc; lý do khi tạm dừng; người ký khi xin lỗi."),
    row(Prompt, &[PAGE_DOWN], Act::PageDown, "Trang sau", 0, "Cuộn xuống, khi hộp nhập liệu dài hơn màn hình."),
    row(Prompt, &[PAGE_UP], Act::PageUp, "Trang trước", 0, "Cuộn lên lại."),
    row(Prompt, &[Key::f(1), Key::alt('1')], Act::Help, "Trợ giúp", 0, "Mở trợ giúp của hộp nhập liệu."),

    row(Prompt, TYPING, Act::Typing, "Bộ gõ", 0, TYPING_HELP),

    row(Choose, TYPING, Act::Typing, "Bộ gõ", 0, TYPING_HELP),
    row(Choose, &[UP], Act::Up, "Lên", 0, "Lên một lựa chọn."),
    row(Choose, &[DOWN, TAB], Act::Down, "Xuống", 0, "Xuống một lựa chọn."),
    row(Choose, &[PAGE_UP], Act::PageUp, "Trang trước", 0, "Lên một trang lựa chọn."),
    row(Choose, &[PAGE_DOWN], Act::PageDown, "Trang sau", 0, "Xuống một trang lựa chọn."),
    row(Choose, &[ENTER], Act::Accept, "Chọn", 1, "Lấy lựa chọn đang sáng."),
    row(Choose, &[ESC], Act::Close, "Thôi", 2, "Đóng hộp, không chọn gì."),

    row(Help, TYPING, Act::Typing, "Bộ gõ", 0, TYPING_HELP),
    row(Help, &[UP], Act::Up, "Lên", 0, "Cuộn trợ giúp lên."),
    row(Help, &[DOWN], Act::Down, "Xuống", 0, "Cuộn trợ giúp xuống."),
    row(Help, &[PAGE_UP], Act::PageUp, "Trang trước", 0, "Cuộn trợ giúp lên một trang; Home: về đầu."),
    row(Help, &[PAGE_DOWN], Act::PageDown, "Trang sau", 2, "Cuộn trợ giúp xuống một trang; End: đến cuối."),
    row(Help, &[ESC, ENTER, Key::f(1), Key::alt('1')], Act::Close, "Đóng", 1, "Đóng trợ giúp."),

    row(Progress, &[ESC], Act::Cancel, "Dừng lại", 1, "Dừng việc đang chạy; chưa ghi gì thì sổ giữ nguyên."),
];
