# zdg rehearse has Ruby load this first: connections to NAME.zendesk.com, port 443, go to zdg on this machine.
if ENV['ZDG_REHEARSE_DIRECT']
  require 'socket'
  module ZdgRehearsal
    PORT = ENV['ZDG_REHEARSE_DIRECT'].split(':').last.to_i
    def self.redirect(host, port)
      host.to_s.downcase.chomp('.').end_with?('.zendesk.com') && port.to_i == 443 ? ['127.0.0.1', PORT] : [host, port]
    end
    module Tcp
      def tcp(host, port, *rest, **options, &block)
        super(*ZdgRehearsal.redirect(host, port), *rest, **options, &block)
      end
    end
    module Open
      def open(host, port = nil, *rest, **options)
        super(*ZdgRehearsal.redirect(host, port), *rest, **options)
      end
    end
  end
  Socket.singleton_class.prepend(ZdgRehearsal::Tcp)
  TCPSocket.singleton_class.prepend(ZdgRehearsal::Open)
end
