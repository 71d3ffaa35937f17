import { createRoot } from 'react-dom/client';
import { Portal } from './app';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/inbox.css';
import './styles/matter.css';
import './styles/way.css';
import './styles/forms.css';
import './styles/tables.css';
import './styles/phone.css';

const root = document.getElementById('root');
if (root) createRoot(root).render(<Portal />);
