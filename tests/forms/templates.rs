//! The templates that the program brings along, drawn with its own writer of Word documents. What is written is data
//! from then on: `MOTCUA_WRITE_FORMS=1 cargo test --test forms` writes the files anew.

use std::io::{Cursor, Read, Write};

use motcua::report::docx;
use motcua::report::forms::sets::{Edition, Form};
use motcua::report::model::{
    Align, Block, Cell, Document, HeaderCell, Line, MOTTO, Margins, Page, Panes, Role, Row, Run, STATE, Table, TypeSize,
};

const SIGN: &str = "(Ký và ghi rõ họ tên)";

/// The template of an edition as a Word file.
pub fn draw(edition: &Edition) -> Vec<u8> {
    let old = edition.set == "2018";
    let blocks = match edition.form {
        Form::Receipt => receipt(edition, old),
        Form::Supplement => supplement(),
        Form::Refusal => refusal(),
        Form::Apology => apology(old),
        Form::Stop => stop(),
        Form::Control => control(),
        Form::Register => register(),
    };
    // The receipt bears its mark beside the title: A5 has no line to spare.
    let note = || Block::Note(vec![Run::text(format!("Mẫu số {} ({})", edition.number, edition.source))]);
    let mark = (edition.form != Form::Receipt).then(note);
    let blocks = blocks.into_iter().chain(mark).collect();
    let title = format!("Mẫu {} – {}", edition.number, edition.form.label());
    named(&docx::write(&Document::of(&title, "", None, page(edition), blocks)).expect("a template"))
}

/// Placeholders of cells, by the short sign that stands for them while the widths of columns are measured: a column is
/// as wide as its values ask for, not as its placeholder.
const CELLS: [&str; 22] = [
    "{?thanh_phan}Tên giấy tờ",
    "{#thanh_phan}{tp_stt}",
    "{tp_ten}",
    "{tp_loai}",
    "{tp_so_luong}",
    "{#buoc}{b_don_vi}",
    "Giao: {b_luc_giao}|Nhận: {b_luc_nhan}|Người giao: {b_nguoi_giao}|Người nhận: {b_nguoi_nhan}",
    "{b_han}",
    "{b_ket_qua}",
    "{b_ghi_chu}",
    "{#ho_so}{hs_tt}",
    "{hs_ma}",
    "{hs_thu_tuc}",
    "{hs_so_bo}",
    "{hs_nguoi_nop}",
    "{hs_lien_lac}",
    "{hs_chu_tri}",
    "{hs_ngay_nhan}",
    "{hs_ngay_hen}",
    "{hs_ngay_tra}",
    "{hs_cach_tra}",
    "{hs_ghi_chu}",
];

/// A line end in a cell.
const BREAK: &str = "</w:t><w:br/><w:t xml:space=\"preserve\">";

fn sign(at: usize) -> String {
    format!("¤{at:02}")
}

/// The document with the placeholders in place of their signs.
fn named(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for at in 0..archive.len() {
        let mut text = String::new();
        let mut file = archive.by_index(at).expect("a part");
        file.read_to_string(&mut text).expect("text");
        let name = file.name().expect("a name").into_owned();
        for (at, cell) in CELLS.iter().enumerate() {
            text = text.replace(&sign(at), &cell.replace('|', BREAK));
        }
        out.start_file(name, options).expect("begun");
        out.write_all(text.as_bytes()).expect("written");
    }
    out.finish().expect("a package").into_inner()
}

fn page(edition: &Edition) -> Page {
    let narrow = Margins { top: 10, bottom: 8, left: 15, right: 10 };
    match edition.paper.as_str() {
        "A5" => Page { margins: narrow, ..Page::slip() },
        "A4 landscape" => Page {
            margins: Margins { top: 20, bottom: 15, left: 15, right: 15 },
            type_size: TypeSize::Slip,
            ..Page::official_landscape()
        },
        "A4" if edition.form == Form::Control => Page { type_size: TypeSize::Slip, ..Page::official() },
        "A4" => Page::official(),
        other => panic!("no page for {other}"),
    }
}

/// The two columns at the head, with more lines below the issuing body.
fn heads(below: Vec<Line>) -> Block {
    let mut left = vec![
        Line::new(Role::Superior, "{?co_quan_chu_quan_in_hoa}{co_quan_chu_quan_in_hoa}"),
        Line::new(Role::Issuer, "{don_vi_ban_hanh_in_hoa}"),
    ];
    left.extend(below);
    let right = vec![
        Line::new(Role::State, STATE),
        Line::new(Role::Motto, MOTTO),
        Line::new(Role::PlaceDate, "{dia_danh_ngay_thang}"),
    ];
    Block::Panes(Panes { widths: vec![38, 62], rows: vec![vec![left, right]] })
}

fn line(role: Role, text: &str) -> Block {
    Block::Line(Line::new(role, text))
}

fn bold(label: &str, value: &str) -> Block {
    Block::Field { label: label.to_owned(), runs: vec![Run::bold(value)] }
}

fn code() -> Block {
    Block::Line(Line { role: Role::Centred, runs: vec![Run::text("Mã hồ sơ: "), Run::bold("{ma_ho_so}")] })
}

fn signature(titles: &[(&str, &str)]) -> Block {
    let block = |(title, name): &(&str, &str)| {
        let mut lines: Vec<Line> = Vec::new();
        if title.is_empty() {
            return lines;
        }
        lines.push(Line::new(Role::Position, *title));
        lines.push(Line::new(Role::SignHint, SIGN));
        lines.push(Line::new(Role::SignSpace, ""));
        lines.push(Line::new(Role::Signer, *name));
        lines
    };
    Block::Panes(Panes { widths: vec![1, 1], rows: vec![titles.iter().map(block).collect()] })
}

fn table(columns: &[(&str, u16)], cells: &[&str], centred: &[usize]) -> Block {
    let mut table = Table::simple("", "", columns);
    for column in centred {
        table.columns[*column].align = Some(Align::Centre);
    }
    table.rows.push(Row::new(cells.iter().map(|cell| Cell::text(signed(cell))).collect()));
    Block::Table(table)
}

/// The sign of a cell's placeholder; an empty cell has none.
fn signed(cell: &str) -> String {
    if cell.is_empty() {
        return String::new();
    }
    sign(CELLS.iter().position(|known| *known == cell).expect("a known cell"))
}

/// The title in the middle, the QR code beside it: A5 has no room for one below the other.
fn receipt_title(edition: &Edition) -> Block {
    let code = Line { role: Role::Centred, runs: vec![Run::text("Mã hồ sơ: "), Run::bold("{ma_ho_so}")] };
    let title =
        vec![Line::new(Role::Position, "GIẤY TIẾP NHẬN HỒ SƠ"), Line::new(Role::Position, "VÀ HẸN TRẢ KẾT QUẢ"), code];
    let mark = ["Mẫu số ", &edition.number].concat();
    let mark = vec![Line::new(Role::SignHint, mark), Line::new(Role::SignHint, format!("({})", edition.source))];
    let row = vec![vec![Line::new(Role::Centred, "{qr_ma_ho_so}")], title, mark];
    Block::Panes(Panes { widths: vec![22, 56, 22], rows: vec![row] })
}

fn receipt(edition: &Edition, old: bool) -> Vec<Block> {
    let mut blocks = vec![
        heads(Vec::new()),
        receipt_title(edition),
        bold("Tiếp nhận hồ sơ của", "{nguoi_nop}"),
        Block::field("Số CCCD/Mã số thuế", "{so_giay_to}"),
        Block::field("Địa chỉ", "{dia_chi}"),
        Block::field("Số điện thoại", "{so_dien_thoai}     Email: {email}"),
        Block::field("Nội dung yêu cầu giải quyết", "{noi_dung}"),
        Block::Field { label: "{?thanh_phan}Thành phần hồ sơ".to_owned(), runs: Vec::new() },
        Block::field("{?khong_giay_to}Thành phần hồ sơ", "{khong_giay_to}"),
    ];
    if old {
        // The older form lists the papers.
        blocks.push(line(Role::Plain, "{#thanh_phan}{tp_stt}. {tp_ten}: {tp_so_luong} {tp_loai}"));
    } else {
        let papers = signed("{?thanh_phan}Tên giấy tờ");
        let columns = [("STT", 6), (papers.as_str(), 52), ("Bản chính/Bản sao", 18), ("Số lượng", 12)];
        let cells = ["{#thanh_phan}{tp_stt}", "{tp_ten}", "{tp_loai}", "{tp_so_luong}"];
        blocks.push(table(&columns, &cells, &[0, 2, 3]));
    }
    blocks.push(Block::field("{?so_bo}Số lượng hồ sơ", "{so_bo} (bộ)"));
    blocks.extend([
        Block::field("Thời gian giải quyết theo quy định", "{thoi_han}"),
        Block::field("Thời gian nhận hồ sơ", "{luc_nhan}"),
        bold("Thời gian trả kết quả", "{luc_hen_tra}"),
        Block::field("Đăng ký nhận kết quả tại", "{noi_tra}"),
    ]);
    // The older form names no fee.
    if !old {
        blocks.push(Block::field("{?phi}Phí, lệ phí", "{phi}"));
    }
    blocks.push(Block::field("Vào Sổ theo dõi hồ sơ, Quyển số", "{quyen_so}; Số thứ tự: {so_thu_tu}"));
    blocks.push(signature(&[("NGƯỜI NỘP HỒ SƠ", "{nguoi_nop_ky}"), ("NGƯỜI TIẾP NHẬN HỒ SƠ", "{nguoi_tiep_nhan}")]));
    blocks
}

fn slip_head(title: &str) -> Vec<Block> {
    vec![heads(vec![Line::new(Role::Number, "Số: {so_phieu}")]), line(Role::Kind, title), code()]
}

fn supplement() -> Vec<Block> {
    let mut blocks = slip_head("PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ");
    blocks.extend([
        bold("Hồ sơ của", "{nguoi_nop}"),
        Block::field("Địa chỉ", "{dia_chi}"),
        Block::field("Số điện thoại", "{so_dien_thoai}     Email: {email}"),
        Block::field("Nội dung yêu cầu giải quyết", "{noi_dung}"),
        Block::Field {
            label: "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau".to_owned(), runs: Vec::new()
        },
        line(Role::Plain, "{#yeu_cau}{yc_stt}. {yc_noi_dung}"),
        Block::field("Lý do", "{ly_do_phieu}"),
        Block::field("Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, xin liên hệ", "{lien_he}"),
        signature(&[("NGƯỜI NHẬN PHIẾU", "{nguoi_nop_ky}"), ("NGƯỜI HƯỚNG DẪN", "{can_bo_huong_dan}")]),
    ]);
    blocks
}

fn refusal() -> Vec<Block> {
    let mut blocks = slip_head("PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ");
    blocks.extend([
        bold("Hồ sơ của", "{nguoi_nop}"),
        Block::field("Địa chỉ", "{dia_chi}"),
        Block::field("Số điện thoại", "{so_dien_thoai}     Email: {email}"),
        Block::field("Nội dung yêu cầu giải quyết", "{noi_dung}"),
        Block::field("Qua xem xét, hồ sơ không được tiếp nhận, giải quyết với lý do cụ thể như sau", "{ly_do_phieu}"),
        Block::field("Nếu có vướng mắc, xin liên hệ", "{lien_he}"),
        signature(&[("NGƯỜI NỘP HỒ SƠ", "{nguoi_nop_ky}"), ("NGƯỜI TIẾP NHẬN HỒ SƠ", "{can_bo_huong_dan}")]),
    ]);
    blocks
}

fn head_of_office(name: &str) -> Vec<Line> {
    vec![
        Line::new(Role::Position, "{?the_thuc_ky}{the_thuc_ky}"),
        Line::new(Role::Position, "{chuc_vu_ky}"),
        Line::new(Role::SignSpace, ""),
        Line::new(Role::Signer, name),
    ]
}

fn letter_end(name: &str) -> Block {
    let left = vec![
        Line::new(Role::RecipientsHead, "Nơi nhận:"),
        Line::new(Role::Recipient, "- Như trên;"),
        Line::new(Role::Recipient, "- Lưu: VT, hồ sơ {ma_ho_so}."),
    ];
    Block::Panes(Panes { widths: vec![1, 1], rows: vec![vec![left, head_of_office(name)]] })
}

fn apology(old: bool) -> Vec<Block> {
    let below = vec![Line::new(Role::Number, "Số: {so_van_ban}"), Line::new(Role::Centred, "{qr_ma_ho_so}")];
    let mut blocks = vec![heads(below)];
    if old {
        blocks.push(line(Role::Kind, "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ"));
    } else {
        blocks.push(line(Role::Kind, "XIN LỖI"));
        blocks.push(line(Role::Subject, "và đề nghị gia hạn thời gian giải quyết hồ sơ"));
    }
    blocks.extend([
        line(Role::Addressee, "Kính gửi: {nguoi_nop}"),
        Block::paragraph("{?dia_chi}Địa chỉ: {dia_chi}."),
        Block::paragraph(
            "Lúc {luc_nhan}, {don_vi} đã tiếp nhận hồ sơ của Ông/Bà/Tổ chức về việc {noi_dung}; mã hồ sơ: {ma_ho_so}.",
        ),
        Block::paragraph("Thời gian hẹn trả kết quả: {ngay_hen_tra}."),
        Block::paragraph(
            "Tuy nhiên, đến nay chưa trả được kết quả giải quyết hồ sơ cho Ông/Bà/Tổ chức vì: {ly_do_tre}.",
        ),
    ]);
    let sentence = "Sự chậm trễ này đã gây phiền hà, tốn kém thời gian, công sức của Ông/Bà/Tổ chức. {don_vi} xin lỗi Ông/Bà/Tổ chức";
    if old {
        blocks.push(Block::paragraph(format!("{sentence} và hẹn lại thời gian trả kết quả: {{luc_hen_lai}}.")));
    } else {
        blocks.push(Block::paragraph(format!("{sentence} và đề nghị được gia hạn thời gian giải quyết.")));
        blocks.push(Block::paragraph("Thời gian trả kết quả mới: {luc_hen_lai}."));
    }
    blocks.push(Block::paragraph("Mong nhận được sự thông cảm của Ông/Bà/Tổ chức./."));
    blocks.push(letter_end("{nguoi_ky}"));
    blocks
}

fn stop() -> Vec<Block> {
    let mut blocks = slip_head("THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ");
    blocks.extend([
        line(Role::Addressee, "Kính gửi: {nguoi_nop}"),
        Block::field("Địa chỉ", "{dia_chi}"),
        Block::field("Nội dung yêu cầu giải quyết", "{noi_dung}"),
        Block::paragraph("{don_vi} thông báo dừng giải quyết hồ sơ nêu trên."),
        Block::field("Lý do dừng giải quyết", "{ly_do_phieu}"),
        Block::field("Căn cứ", "{can_cu}"),
        letter_end("{nguoi_ky_phieu}"),
    ]);
    blocks
}

fn control() -> Vec<Block> {
    let columns = [
        ("STT", 1),
        ("Tên cơ quan, đơn vị", 20),
        ("Thời gian giao, nhận hồ sơ", 38),
        ("Hạn của bước", 14),
        ("Kết quả của bước", 14),
        ("Ghi chú", 14),
    ];
    let times = "Giao: {b_luc_giao}|Nhận: {b_luc_nhan}|Người giao: {b_nguoi_giao}|Người nhận: {b_nguoi_nhan}";
    let cells = ["{#buoc}{b_don_vi}", times, "{b_han}", "{b_ket_qua}", "{b_ghi_chu}"];
    vec![
        heads(Vec::new()),
        line(Role::Kind, "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"),
        code(),
        bold("Hồ sơ của", "{nguoi_nop}"),
        Block::field("Nội dung yêu cầu giải quyết", "{noi_dung}"),
        Block::field("Cơ quan chủ trì giải quyết hồ sơ", "{chu_tri}"),
        Block::field("{?phoi_hop}Cơ quan phối hợp giải quyết hồ sơ", "{phoi_hop}"),
        table(&columns[1..], &cells, &[2, 3]),
        Block::paragraph("{?ket_qua_ho_so}Kết quả giải quyết hồ sơ: {ket_qua_ho_so}."),
    ]
}

fn register() -> Vec<Block> {
    let columns: [(&str, u16); 13] = [
        ("TT", 4),
        ("Mã hồ sơ", 15),
        ("Tên TTHC", 24),
        ("Số bộ", 4),
        ("Tên cá nhân, tổ chức", 17),
        ("Địa chỉ, số điện thoại", 19),
        ("Cơ quan chủ trì giải quyết", 14),
        ("Ngày nhận", 10),
        ("Ngày hẹn trả", 10),
        ("Ngày trả", 10),
        ("Phương thức nhận kết quả", 10),
        ("Ký nhận", 9),
        ("Ghi chú", 10),
    ];
    let cells = [
        "{#ho_so}{hs_tt}",
        "{hs_ma}",
        "{hs_thu_tuc}",
        "{hs_so_bo}",
        "{hs_nguoi_nop}",
        "{hs_lien_lac}",
        "{hs_chu_tri}",
        "{hs_ngay_nhan}",
        "{hs_ngay_hen}",
        "{hs_ngay_tra}",
        "{hs_cach_tra}",
        "",
        "{hs_ghi_chu}",
    ];
    let mut block = table(&columns, &cells, &[0, 3, 7, 8, 9]);
    if let Block::Table(table) = &mut block {
        table.header = grouped(&columns);
    }
    vec![heads(Vec::new()), line(Role::Kind, "SỔ THEO DÕI HỒ SƠ"), line(Role::Centred, "({ky})"), block]
}

/// The register's header: the days stand under one head.
fn grouped(columns: &[(&str, u16)]) -> Vec<Vec<HeaderCell>> {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for (at, (title, _)) in columns.iter().enumerate() {
        match at {
            7 => first.push(HeaderCell::spanning("Ngày, tháng, năm", 3, 1)),
            8 | 9 => {}
            _ => first.push(HeaderCell::spanning(*title, 1, 2)),
        }
        if (7..=9).contains(&at) {
            second.push(HeaderCell::new(title.trim_start_matches("Ngày ").to_owned()));
        }
    }
    vec![first, second]
}
