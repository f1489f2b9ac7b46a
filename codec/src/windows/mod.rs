//! What Windows adds to WS-Management (MS-WSMV).

mod fault;

pub use fault::{ProviderFault, WsManFault};
