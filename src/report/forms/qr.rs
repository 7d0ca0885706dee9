//! QR codes as small black and white pictures.

use qrcodegen::{QrCode, QrCodeEcc};

use super::Picture;

/// Quiet zone around the code in modules, as its standard asks.
const QUIET: i32 = 4;
/// Pixels of a module.
const SCALE: i32 = 4;

/// The QR code of a text, printed `millimetres` wide; `None` for a text too long for any code.
pub fn picture(text: &str, millimetres: u32) -> Option<Picture> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let png = png(&code)?;
    Some(Picture { png, millimetres: (millimetres, millimetres), said: format!("Mã QR: {text}") })
}

/// One bit a pixel, white is 1.
fn png(code: &QrCode) -> Option<Vec<u8>> {
    let side = (code.size() + 2 * QUIET) * SCALE;
    let row_bytes = usize::try_from((side + 7) / 8).ok()?;
    let mut pixels = Vec::with_capacity(row_bytes * usize::try_from(side).ok()?);
    for y in 0..side {
        let mut row = vec![0_u8; row_bytes];
        for x in 0..side {
            let dark = code.get_module(x / SCALE - QUIET, y / SCALE - QUIET);
            if !dark {
                row[usize::try_from(x / 8).ok()?] |= 0x80 >> (x % 8);
            }
        }
        pixels.extend(row);
    }
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, u32::try_from(side).ok()?, u32::try_from(side).ok()?);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.write_header().ok()?.write_image_data(&pixels).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_becomes_the_same_picture_each_time() {
        let one = picture("H15.12-261120-0007", 20).expect("a picture");
        assert_eq!(picture("H15.12-261120-0007", 20), Some(one.clone()));
        assert!(one.png.starts_with(b"\x89PNG") && one.png.len() < 2_000, "{}", one.png.len());
        assert_eq!(picture(&"x".repeat(5_000), 20), None);
    }
}
